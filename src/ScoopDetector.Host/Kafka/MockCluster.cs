using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace ScoopDetector.Host.Kafka;

/// <summary>The functions of librdkafka's mock cluster that Confluent.Kafka does not offer.</summary>
internal static class MockCluster
{
    private const string Librdkafka = "librdkafka-as-mapped";

    /// <remarks>Which build of librdkafka is in use depends on what the machine has (without libsasl2 it is another file), and a second copy would know nothing of
    /// the first one's clusters: so the one that Confluent.Kafka has mapped is looked up among the modules of the process.</remarks>
    static MockCluster()
    {
        Library.Load();
        NativeLibrary.SetDllImportResolver(typeof(MockCluster).Assembly, Resolve);
    }

    /// <summary>The client that a cluster lives in. It says nothing itself: that it knows no broker is no news.</summary>
    public static nint NewClient()
    {
        var error = new byte[512];
        var conf = rd_kafka_conf_new();
        Check(rd_kafka_conf_set(conf, "log_level", "0", error, error.Length));
        var client = rd_kafka_new(0, conf, error, error.Length);
        return client != 0 ? client : throw new KafkaException(new Error(ErrorCode.Local_Fail, System.Text.Encoding.UTF8.GetString(error).TrimEnd('\0')));
    }

    public static nint NewCluster(nint client, int brokers) => rd_kafka_mock_cluster_new(client, brokers);

    public static string Bootstraps(nint cluster) => Marshal.PtrToStringUTF8(rd_kafka_mock_cluster_bootstraps(cluster))!;

    public static void CreateTopic(nint cluster, string name, int partitions) => Check(rd_kafka_mock_topic_create(cluster, name, partitions, 1));

    public static void SetRebalanceDelay(nint cluster, int milliseconds) => rd_kafka_mock_group_initial_rebalance_delay_ms(cluster, milliseconds);

    public static void SetDown(nint cluster, int broker) => Check(rd_kafka_mock_broker_set_down(cluster, broker));

    public static void SetUp(nint cluster, int broker) => Check(rd_kafka_mock_broker_set_up(cluster, broker));

    public static void SetLeader(nint cluster, string topic, int partition, int broker) => Check(rd_kafka_mock_partition_set_leader(cluster, topic, partition, broker));

    public static void Destroy(nint client, nint cluster)
    {
        rd_kafka_mock_cluster_destroy(cluster);
        rd_kafka_destroy(client);
    }

    private static void Check(int code)
    {
        if (code != 0)
        {
            throw new KafkaException(new Error((ErrorCode)code));
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Librdkafka)
        {
            return 0;
        }
        using var process = Process.GetCurrentProcess();
        var module = process.Modules.Cast<ProcessModule>().First(module => Path.GetFileName(module.FileName).Contains("librdkafka", StringComparison.Ordinal));
        return NativeLibrary.Load(module.FileName);
    }

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint rd_kafka_conf_new();

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int rd_kafka_conf_set(
        nint conf, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, byte[] error, nint errorSize);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint rd_kafka_new(int type, nint conf, byte[] error, nint errorSize);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void rd_kafka_destroy(nint client);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint rd_kafka_mock_cluster_new(nint client, int brokers);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void rd_kafka_mock_cluster_destroy(nint cluster);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint rd_kafka_mock_cluster_bootstraps(nint cluster);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int rd_kafka_mock_topic_create(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int partitions, int replicas);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void rd_kafka_mock_group_initial_rebalance_delay_ms(nint cluster, int milliseconds);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int rd_kafka_mock_broker_set_down(nint cluster, int broker);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int rd_kafka_mock_broker_set_up(nint cluster, int broker);

    [DllImport(Librdkafka), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int rd_kafka_mock_partition_set_leader(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partition, int broker);
}
