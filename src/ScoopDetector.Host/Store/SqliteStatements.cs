using Microsoft.Data.Sqlite;

namespace ScoopDetector.Host.Store;

/// <summary>Statements in one line each. Values are always bound, never written into the text.</summary>
internal static class SqliteStatements
{
    extension(SqliteConnection connection)
    {
        public int Run(string text, params ReadOnlySpan<(string Name, object? Value)> values)
        {
            using var command = connection.Command(text, values);
            return command.ExecuteNonQuery();
        }

        public object? Scalar(string text, params ReadOnlySpan<(string Name, object? Value)> values)
        {
            using var command = connection.Command(text, values);
            return command.ExecuteScalar() is var value && value is DBNull ? null : value;
        }

        public List<T> Rows<T>(string text, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
        {
            using var command = connection.Command(text, values);
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }
            return rows;
        }

        private SqliteCommand Command(string text, ReadOnlySpan<(string Name, object? Value)> values)
        {
            var command = connection.CreateCommand();
            command.CommandText = text;
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }
            return command;
        }
    }

    extension(SqliteDataReader row)
    {
        public string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        public int? Number(int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
    }
}
