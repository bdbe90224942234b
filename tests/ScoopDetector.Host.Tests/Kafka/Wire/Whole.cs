using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using ScoopDetector.Tallies;

namespace ScoopDetector.Host.Tests.Kafka.Wire;

/// <summary>Everything that a record holds, as text: two are the same if and only if all of it is.</summary>
/// <remarks>By reflection, so that a field that is added to a record and forgotten on the wire is noticed.</remarks>
internal static class Whole
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(object? value, StringBuilder text)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string or Enum or bool or IFormattable:
                text.Append(value is double number ? BitConverter.DoubleToInt64Bits(number).ToString(CultureInfo.InvariantCulture) : value.ToString());
                break;
            case IEnumerable many:
                text.Append('[');
                foreach (var one in many)
                {
                    Write(one, text);
                    text.Append(';');
                }
                text.Append(']');
                break;
            default:
                WriteMembers(value, text);
                break;
        }
    }

    private static void WriteMembers(object value, StringBuilder text)
    {
        text.Append('{');
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.PropertyType.IsByRefLike && property.GetIndexParameters().Length == 0))
        {
            text.Append(property.Name).Append('=');
            Write(property.GetValue(value), text);
            text.Append(' ');
        }
        if (value is PostDigest post)
        {
            foreach (var bytes in new[] { post.IdBytes.ToArray(), post.AuthorBytes.ToArray(), post.TextBytes.ToArray(), post.LanguageBytes.ToArray() })
            {
                text.Append(Convert.ToHexString(bytes)).Append('/');
            }
        }
        text.Append('}');
    }
}
