using ScoopDetector.State;

namespace ScoopDetector.Events;

internal sealed partial class EventBook : IStateful
{
    public void Save(StateWriter writer)
    {
        _live.Save(writer);
        _withdrawn.Save(writer);
        writer.Signed(_checked);
        writer.Signed(_searched);
        writer.Count(_volume.Count);
        foreach (var (at, posts) in _volume)
        {
            writer.Signed(at);
            writer.Count(posts);
        }
        var numbers = _open.Values.Index().ToDictionary(numbered => numbered.Item, numbered => numbered.Index);
        writer.Count(_open.Count);
        foreach (var file in _open.Values)
        {
            file.Save(writer);
        }
        foreach (var file in _open.Values)
        {
            file.SaveBridges(writer, numbers);
        }
        _index.Save(writer, numbers);
        _placement.Save(writer, numbers);
    }

    public void Load(StateReader reader)
    {
        _live.Load(reader);
        _withdrawn.Load(reader);
        _checked = reader.Signed();
        _searched = reader.Signed();
        for (var count = reader.Length(); count > 0; count--)
        {
            _volume.Enqueue((reader.Signed(), reader.Count()));
        }
        _posts = _volume.Sum(pane => (long)pane.Posts);
        var files = new EventFile[reader.Length()];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = EventFile.Load(reader, _options);
            _open[files[i].Id] = files[i];
        }
        foreach (var file in files)
        {
            file.LoadBridges(reader, files);
        }
        _index.Load(reader, files);
        var over = new EventFile("", 0, _options);
        over.End();
        _placement.Load(reader, files, over);
    }
}
