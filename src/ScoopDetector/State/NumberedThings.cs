namespace ScoopDetector.State;

/// <summary>Gives each object a number, by order of first mention, and the same one whenever it is mentioned again.</summary>
internal sealed class NumberedThings<T>
    where T : class
{
    private readonly Dictionary<T, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<T> _things = [];

    public int Count => _things.Count;

    public T this[int number] => _things[number];

    public int NumberOf(T thing)
    {
        if (_numbers.TryAdd(thing, _things.Count))
        {
            _things.Add(thing);
            return _things.Count - 1;
        }
        return _numbers[thing];
    }

    public void Clear()
    {
        _numbers.Clear();
        _things.Clear();
    }
}
