using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using ScoopDetector.Alerts;

namespace ScoopDetector.Host.Kafka;

/// <summary>What others may write to the topics, and may read there, as an AsyncAPI 3.0 document: the topics are those of the settings, the alert is that of the code.</summary>
/// <remarks>The topics between the roles and that of checkpoints are binary and nobody else's: they are left out.</remarks>
internal static class AsyncApi
{
    private const string BindingVersion = "0.5.0";

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static JsonObject Document(KafkaOptions options) => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "ScoopDetector",
            ["version"] = "v1",
            ["description"] = "What is on Kafka: posts and headlines in, alerts out. Alerts are CloudEvents 1.0 in Kafka's binary mode. Whoever reads passes over fields and types that it does not know.",
        },
        ["defaultContentType"] = CloudEvent.ContentType,
        ["channels"] = new JsonObject
        {
            ["posts"] = Channel(options.PostsTopic, "Posts of all networks, and withdrawals of them.", "post", "withdrawal"),
            ["headlines"] = Channel(options.HeadlinesTopic, "Headlines of traditional news.", "headline"),
            ["alerts"] = Channel(options.AlertsTopic, "Alerts, each revision once, and claims of the processes that tell them.", "alert", "claim"),
        },
        ["operations"] = new JsonObject
        {
            ["readPosts"] = Operation("receive", "posts", "Reads posts."),
            ["writePosts"] = Operation("send", "posts", "Writes what live networks, files and the simulator bring."),
            ["readHeadlines"] = Operation("receive", "headlines", "Reads headlines."),
            ["writeHeadlines"] = Operation("send", "headlines", "Writes what the feeds of newsrooms bring."),
            ["tellAlerts"] = Operation("send", "alerts", "Tells alerts."),
        },
        ["components"] = new JsonObject
        {
            ["messages"] = new JsonObject
            {
                ["post"] = Message("A post; one with edited_at and the id of the first version is an edit.", "The author's id.", "post", null),
                ["withdrawal"] = Message("An author takes one post back, or all.", "The author's id.", "withdrawal", null),
                ["headline"] = Message("A headline of traditional news.", "Source and id, parted by a space.", "headline", null),
                ["alert"] = Message("One revision of one event's alert.", "The event's id.", "alert", AlertHeaders()),
                ["claim"] = Message("No alert: from here on another process is heard.", "One of its own.", "claim", ClaimHeaders()),
            },
            ["schemas"] = new JsonObject
            {
                ["post"] = JsonNode.Parse(Post),
                ["withdrawal"] = JsonNode.Parse(Withdrawal),
                ["headline"] = JsonNode.Parse(Headline),
                ["alert"] = Form.GetJsonSchemaAsNode(typeof(Alert), new() { TreatNullObliviousAsNonNullable = true }),
                ["claim"] = JsonNode.Parse(Claim),
            },
        },
    };

    private static JsonObject Channel(string topic, string description, params string[] messages) => new()
    {
        ["address"] = topic,
        ["description"] = description,
        ["messages"] = new JsonObject(messages.Select(message => KeyValuePair.Create<string, JsonNode?>(message, To($"components/messages/{message}")))),
        ["bindings"] = new JsonObject { ["kafka"] = new JsonObject { ["topic"] = topic, ["bindingVersion"] = BindingVersion } },
    };

    private static JsonObject Operation(string action, string channel, string summary) => new() { ["action"] = action, ["channel"] = To($"channels/{channel}"), ["summary"] = summary };

    private static JsonObject Message(string summary, string key, string schema, JsonObject? headers)
    {
        var message = new JsonObject
        {
            ["name"] = schema,
            ["summary"] = summary,
            ["contentType"] = CloudEvent.ContentType,
            ["payload"] = To($"components/schemas/{schema}"),
            ["bindings"] = new JsonObject { ["kafka"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "string", ["description"] = key }, ["bindingVersion"] = BindingVersion } },
        };
        if (headers is not null)
        {
            message["headers"] = headers;
        }
        return message;
    }

    private static JsonObject AlertHeaders()
    {
        var types = new JsonArray([.. Enum.GetValues<AlertState>().Select(state => JsonValue.Create(CloudEvent.Type(state)))]);
        return Headers(
            [
                ("ce_type", new() { ["enum"] = types }),
                ("ce_subject", Text("The event's id.")),
                ("ce_time", new() { ["type"] = "string", ["format"] = "date-time" }),
                ("ce_partitionkey", Text("The event's id.")),
            ],
            (Fence.EpochHeader, Text("The offset of the claim under which it was told, a space, and the ce_source.")));
    }

    private static JsonObject ClaimHeaders() => Headers(
        [("ce_type", new() { ["const"] = CloudEvent.ClaimType }), (Fence.ClaimHeader, Text("The ce_source for which it is made."))]);

    private static JsonObject Headers((string Name, JsonObject Schema)[] required, params (string Name, JsonObject Schema)[] optional)
    {
        (string Name, JsonObject Schema)[] always =
        [
            ("ce_specversion", new() { ["const"] = "1.0" }),
            ("ce_id", Text("Of an alert: the event's id, - and the revision.")),
            ("ce_source", Text("Who says so: Kafka:AlertSource.")),
            .. required,
            ("content-type", new() { ["const"] = CloudEvent.ContentType }),
        ];
        return new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(always.Concat(optional).Select(header => KeyValuePair.Create<string, JsonNode?>(header.Name, header.Schema))),
            ["required"] = new JsonArray([.. always.Select(header => JsonValue.Create(header.Name))]),
        };
    }

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject To(string path) => new() { ["$ref"] = $"#/{path}" };

    private const string Post =
        """
        {
          "type": "object",
          "required": ["id", "created_at", "author_id", "text"],
          "properties": {
            "id": { "type": "string" },
            "observed_at": { "type": "string", "format": "date-time", "description": "Event time. Where it is absent, the timestamp of the message is taken." },
            "created_at": { "type": "string", "format": "date-time" },
            "edited_at": { "type": "string", "format": "date-time" },
            "author_id": { "type": "string" },
            "lang": { "type": "string" },
            "network": { "type": "string", "pattern": "^[a-z0-9.-]{1,32}$", "description": "Where it was written: bluesky" },
            "repost_of": { "type": "string" },
            "reply_to": { "type": "string" },
            "links": { "type": "array", "items": { "type": "string" } },
            "media": { "type": "boolean", "description": "Pictures, video or sound come with it." },
            "text": { "type": "string" }
          }
        }
        """;

    private const string Withdrawal =
        """
        {
          "type": "object",
          "required": ["at"],
          "oneOf": [{ "required": ["delete"] }, { "required": ["purge"] }],
          "properties": {
            "observed_at": { "type": "string", "format": "date-time" },
            "at": { "type": "string", "format": "date-time" },
            "delete": { "type": "object", "required": ["id", "author_id"], "properties": { "id": { "type": "string" }, "author_id": { "type": "string" } } },
            "purge": { "type": "object", "required": ["author_id"], "properties": { "author_id": { "type": "string" } } }
          }
        }
        """;

    private const string Headline =
        """
        {
          "type": "object",
          "required": ["id", "source", "title"],
          "anyOf": [{ "required": ["published_at"] }, { "required": ["first_seen_at"] }],
          "properties": {
            "id": { "type": "string" },
            "published_at": { "type": "string", "format": "date-time" },
            "first_seen_at": { "type": "string", "format": "date-time" },
            "trusted": { "type": "boolean" },
            "source": { "type": "string" },
            "title": { "type": "string" },
            "summary": { "type": "string" },
            "url": { "type": "string" },
            "lang": { "type": "string" },
            "channel": { "enum": ["warning", "encyclopedia", "index"] }
          }
        }
        """;

    private const string Claim =
        """
        {
          "type": "object",
          "required": ["claimed_by"],
          "properties": { "claimed_by": { "type": "string", "description": "The process, for people." } }
        }
        """;
}
