using ScoopDetector.Host.Checkpoints;
using ScoopDetector.Host.Desk;
using ScoopDetector.Host.Kafka;
using ScoopDetector.Host.Metrics;
using ScoopDetector.Host.News;
using ScoopDetector.Host.Runs;
using ScoopDetector.Host.Settings;
using ScoopDetector.Host.Sources;
using ScoopDetector.Host.Store;
using ScoopDetector.Host.Verbs;

namespace ScoopDetector.Host.Doctor;

/// <summary>Everything that a run needs, looked at before it is needed.</summary>
internal sealed class Checkup(ScoopSettings settings, KafkaOptions kafka, DoctorOrder order, TimeProvider clock, HttpClient http)
{
    /// <summary>How long Kafka's answers are waited for. Default 5 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public async IAsyncEnumerable<Finding> LookAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var time = new ClockCheck(clock);
        yield return Finding.Ok("settings", $"{settings.All().Count(setting => setting.IsSet)} set, all known and in range; scoop config print shows them");
        foreach (var finding in AlertFiles())
        {
            yield return finding;
        }
        if (PermissionCheck.File(order.ConfigFile, settings.All()) is { } permission)
        {
            yield return permission;
        }
        foreach (var finding in order.OwnBroker ? [Finding.Ok("broker", "the run brings its own, in memory")] : new BrokerCheck(kafka, order.Role, order.News, time, Patience).Look(stop))
        {
            yield return finding;
        }
        foreach (var finding in Machine())
        {
            yield return finding;
        }
        var web = new WebCheck(http, time);
        foreach (var name in order.Sources)
        {
            yield return await web.SourceAsync(name, settings.Get<SourcesOptions>(), kafka, stop);
        }
        foreach (var finding in order.News ? await web.FeedsAsync(settings.Get<NewsOptions>(), stop) : [])
        {
            yield return finding;
        }
        yield return time.Look();
    }

    private IEnumerable<Finding> Machine()
    {
        if (order.Stores)
        {
            var (store, desk) = (settings.Get<StoreOptions>(), settings.Get<DeskOptions>());
            yield return FolderCheck.Look("disk of the store", Path.GetDirectoryName(Path.GetFullPath(store.File))!, "Store:File");
            yield return PermissionCheck.Port("desk", desk.Address, desk.Port);
        }
        else if (settings.Get<MetricsOptions>() is { Port: > 0 } metrics)
        {
            yield return PermissionCheck.Port("metrics", metrics.Address, metrics.Port);
        }
        if (!order.OwnBroker && order.Role != Role.Tally && settings.Get<CheckpointOptions>() is { Folder.Length: > 0 } checkpoints)
        {
            yield return FolderCheck.Look("disk of checkpoints", checkpoints.Folder, "Checkpoints:Folder");
        }
        if (order.Sources.Count > 0)
        {
            yield return FolderCheck.Look("disk of positions", settings.Get<SourcesOptions>().FolderOrDefault, "Sources:Folder");
        }
    }

    private IEnumerable<Finding> AlertFiles()
    {
        var alerts = settings.Get<ScoopOptions>().Alerts;
        yield return Readable("model", alerts.Model, () => NewsModelFiles.Read(alerts.Model));
        yield return Readable("places", alerts.Places, () => GazetteerFiles.Read(alerts.Places));
    }

    private static Finding Readable(string what, string name, Action read)
    {
        try
        {
            read();
            return Finding.Ok(what, $"{name} can be read");
        }
        catch (UsageException fault)
        {
            return Finding.Wrong(what, fault.Message);
        }
    }
}
