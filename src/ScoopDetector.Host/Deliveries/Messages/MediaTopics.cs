namespace ScoopDetector.Host.Deliveries.Messages;

/// <summary>IPTC's Media Topics of the first level, by a short list of telling words. It is a hint for sorting and no classifier: where no term is on the list there is no topic.</summary>
internal static class MediaTopics
{
    public const string Scheme = "http://cv.iptc.org/newscodes/mediatopic/";

    private static readonly (string Code, string Name, string[] Words)[] Topics =
    [
        ("02000000", "crime, law and justice", ["arrest", "arrested", "murder", "police", "robbery", "shooting", "stabbing", "tiroteo", "policía", "fusillade", "schüsse", "polizei", "стрельба", "полиция", "発砲"]),
        ("03000000", "disaster, accident and emergency incident",
        [
            "accident", "avalanche", "bushfire", "collapse", "collapsed", "crash", "crashed", "derailed", "derailment", "earthquake", "eruption", "evacuation", "explosion", "fire", "flood", "flooding",
            "landslide", "quake", "rescue", "sinkhole", "tsunami", "wildfire", "accidente", "explosión", "incendio", "inundación", "sismo", "terremoto", "temblor", "incendie", "inondation",
            "séisme", "brand", "erdbeben", "feuer", "hochwasser", "unfall", "взрыв", "землетрясение", "пожар", "авария", "地震", "津波", "火災", "爆発", "爆炸", "火灾",
        ]),
        ("04000000", "economy, business and finance", ["bankruptcy", "inflation", "layoffs", "shares", "stocks", "bankrott", "quiebra", "faillite"]),
        ("06000000", "environment", ["pollution", "oil spill", "contamination", "contaminación"]),
        ("07000000", "health", ["cholera", "ebola", "epidemic", "outbreak", "pandemic", "virus", "brote", "épidémie", "seuche"]),
        ("09000000", "labour", ["strike", "walkout", "huelga", "grève", "streik", "забастовка"]),
        ("11000000", "politics and government", ["coalition", "election", "minister", "parliament", "president", "resignation", "resigns", "elecciones", "élection", "wahl", "выборы"]),
        ("14000000", "society", ["demonstration", "protest", "protesters", "protesta", "manifestation"]),
        ("15000000", "sport", ["championship", "goal", "olympics", "penalty", "tournament", "gol"]),
        ("16000000", "conflict, war and peace", ["airstrike", "attack", "bombing", "ceasefire", "coup", "drone", "missile", "shelling", "troops", "ataque", "bombardement", "angriff", "обстрел", "ракета"]),
        ("17000000", "weather", ["blizzard", "cyclone", "hail", "heatwave", "hurricane", "snow", "storm", "thunderstorm", "tornado", "typhoon", "huracán", "tormenta", "tempête", "sturm", "ураган", "台風"]),
    ];

    private static readonly Dictionary<string, (string Code, string Name)> ByWord = Topics
        .SelectMany(topic => topic.Words.Distinct().Select(word => (word, topic)))
        .ToDictionary(each => each.word, each => (each.topic.Code, each.topic.Name), StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that the terms speak for, the one with most terms first, with how many of the terms do.</summary>
    public static IReadOnlyList<(string Code, string Name, int Terms)> Of(IEnumerable<string> terms) =>
    [
        .. terms.Select(term => ByWord.TryGetValue(term.Trim().TrimStart('#'), out var topic) ? topic : default).Where(topic => topic.Code is not null)
            .CountBy(topic => topic).OrderByDescending(topic => topic.Value).ThenBy(topic => topic.Key.Code, StringComparer.Ordinal).Select(topic => (topic.Key.Code, topic.Key.Name, topic.Value)),
    ];
}
