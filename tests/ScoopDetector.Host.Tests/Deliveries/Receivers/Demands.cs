using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Json.Schema;
using Microsoft.AspNetCore.Http;

namespace ScoopDetector.Host.Tests.Deliveries.Receivers;

/// <summary>What a kind of receiver asks of a request, and what it answers: by the vendors' references, in our own words, and strict where they are: a field that they do not name is sent back.</summary>
/// <param name="Path">Where it listens.</param>
/// <param name="Status">Of a request that it takes.</param>
/// <param name="Thanks">Its body then.</param>
/// <param name="Schema">Of the body.</param>
/// <param name="Most">How many bytes it takes; null for as many as come.</param>
internal sealed partial record Demands(string Path, int Status, string Thanks, JsonSchema Schema, int? Most = null)
{
    /// <summary>Headers and signature as Standard Webhooks have them, and the three fields that they recommend.</summary>
    public static Demands OfWebhooks { get; } = new("/hook", StatusCodes.Status204NoContent, "", Read(
        """
        {
          "type": "object", "required": ["type", "timestamp", "data"], "additionalProperties": false,
          "properties": {
            "type": { "type": "string", "pattern": "^[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+)*$" },
            "timestamp": { "type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$" },
            "data": { "type": "object" }
          }
        }
        """))
    { Also = Signed };

    /// <summary>The HTTP binding of CloudEvents, structured or batched, signed as a webhook.</summary>
    public static Demands OfCloudEvents { get; } = OfWebhooks with
    {
        Types = "application/cloudevents(-batch)?\\+json",
        Schema = Read(
            """
            {
              "$defs": {
                "event": {
                  "type": "object", "required": ["id", "source", "specversion", "type"],
                  "propertyNames": { "pattern": "^[a-z0-9]{1,20}$" },
                  "properties": {
                    "id": { "type": "string", "minLength": 1 }, "source": { "type": "string", "minLength": 1, "pattern": "^[^\\s]+$" }, "specversion": { "const": "1.0" }, "type": { "type": "string", "minLength": 1 },
                    "subject": { "type": "string", "minLength": 1 }, "time": { "type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$" },
                    "datacontenttype": { "const": "application/json" }, "dataschema": { "type": "string", "pattern": "^[a-z][a-z0-9+.-]*:" }, "data": { "type": "object" }
                  },
                  "additionalProperties": { "type": ["string", "boolean", "integer"] }
                }
              },
              "oneOf": [{ "$ref": "#/$defs/event" }, { "type": "array", "items": { "$ref": "#/$defs/event" } }]
            }
            """),
    };

    public static Demands OfNinjs { get; } = OfWebhooks with { Schema = NinjsTests.Schema };

    /// <summary>Incoming webhooks and Block Kit.</summary>
    public static Demands OfSlack { get; } = new("/services/T000/B000/XXXX", StatusCodes.Status200OK, "ok", Read(
        """
        {
          "$defs": {
            "plain": { "type": "object", "required": ["type", "text"], "additionalProperties": false, "properties": { "type": { "const": "plain_text" }, "text": { "type": "string", "minLength": 1, "maxLength": 3000 }, "emoji": { "type": "boolean" } } },
            "markup": { "type": "object", "required": ["type", "text"], "additionalProperties": false, "properties": { "type": { "const": "mrkdwn" }, "text": { "type": "string", "minLength": 1, "maxLength": 3000 }, "verbatim": { "type": "boolean" } } },
            "text": { "oneOf": [{ "$ref": "#/$defs/plain" }, { "$ref": "#/$defs/markup" }] },
            "button": {
              "type": "object", "required": ["type", "text", "action_id"], "additionalProperties": false,
              "properties": {
                "type": { "const": "button" }, "text": { "allOf": [{ "$ref": "#/$defs/plain" }], "properties": { "text": { "maxLength": 75 } } },
                "url": { "type": "string", "maxLength": 3000, "pattern": "^https?://" }, "action_id": { "type": "string", "minLength": 1, "maxLength": 255 }
              }
            },
            "header": { "type": "object", "required": ["type", "text"], "additionalProperties": false, "properties": { "type": { "const": "header" }, "text": { "allOf": [{ "$ref": "#/$defs/plain" }], "properties": { "text": { "maxLength": 150 } } } } },
            "section": {
              "type": "object", "required": ["type"], "anyOf": [{ "required": ["text"] }, { "required": ["fields"] }], "additionalProperties": false,
              "properties": {
                "type": { "const": "section" }, "text": { "$ref": "#/$defs/text" }, "accessory": { "$ref": "#/$defs/button" },
                "fields": { "type": "array", "minItems": 1, "maxItems": 10, "items": { "allOf": [{ "$ref": "#/$defs/text" }], "properties": { "text": { "maxLength": 2000 } } } }
              }
            },
            "context": { "type": "object", "required": ["type", "elements"], "additionalProperties": false, "properties": { "type": { "const": "context" }, "elements": { "type": "array", "minItems": 1, "maxItems": 10, "items": { "$ref": "#/$defs/text" } } } },
            "actions": { "type": "object", "required": ["type", "elements"], "additionalProperties": false, "properties": { "type": { "const": "actions" }, "elements": { "type": "array", "minItems": 1, "maxItems": 25, "items": { "$ref": "#/$defs/button" } } } }
          },
          "type": "object", "required": ["text", "blocks"], "additionalProperties": false,
          "properties": {
            "text": { "type": "string", "minLength": 1, "maxLength": 40000 }, "mrkdwn": { "type": "boolean" }, "unfurl_links": { "type": "boolean" }, "unfurl_media": { "type": "boolean" },
            "blocks": { "type": "array", "minItems": 1, "maxItems": 50, "items": { "oneOf": [{ "$ref": "#/$defs/header" }, { "$ref": "#/$defs/section" }, { "$ref": "#/$defs/context" }, { "$ref": "#/$defs/actions" }] } }
          }
        }
        """));

    /// <summary>A workflow that begins with a webhook request and posts its card: Adaptive Cards up to version 1.5, 28 KB in all. It says 202 before it has posted.</summary>
    public static Demands OfTeams { get; } = new("/workflows/0/triggers/manual/paths/invoke", StatusCodes.Status202Accepted, "", Read(
        """
        {
          "$defs": {
            "textBlock": { "type": "object", "required": ["type", "text"], "additionalProperties": false, "properties": { "type": { "const": "TextBlock" }, "text": { "type": "string", "minLength": 1 }, "wrap": { "type": "boolean" }, "isSubtle": { "type": "boolean" } } },
            "textRun": {
              "type": "object", "required": ["type", "text"], "additionalProperties": false,
              "properties": { "type": { "const": "TextRun" }, "text": { "type": "string", "minLength": 1 }, "weight": { "enum": ["Lighter", "Default", "Bolder"] }, "size": { "enum": ["Small", "Default", "Medium", "Large", "ExtraLarge"] } }
            },
            "richTextBlock": { "type": "object", "required": ["type", "inlines"], "additionalProperties": false, "properties": { "type": { "const": "RichTextBlock" }, "inlines": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/textRun" } } } },
            "factSet": {
              "type": "object", "required": ["type", "facts"], "additionalProperties": false,
              "properties": {
                "type": { "const": "FactSet" },
                "facts": { "type": "array", "minItems": 1, "items": { "type": "object", "required": ["title", "value"], "additionalProperties": false, "properties": { "title": { "type": "string" }, "value": { "type": "string" } } } }
              }
            },
            "openUrl": { "type": "object", "required": ["type", "url"], "additionalProperties": false, "properties": { "type": { "const": "Action.OpenUrl" }, "title": { "type": "string" }, "url": { "type": "string", "pattern": "^https?://" } } },
            "card": {
              "type": "object", "required": ["type", "version", "body"], "additionalProperties": false,
              "properties": {
                "$schema": { "const": "http://adaptivecards.io/schemas/adaptive-card.json" }, "type": { "const": "AdaptiveCard" }, "version": { "enum": ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5"] }, "fallbackText": { "type": "string", "minLength": 1 },
                "body": { "type": "array", "minItems": 1, "items": { "oneOf": [{ "$ref": "#/$defs/textBlock" }, { "$ref": "#/$defs/richTextBlock" }, { "$ref": "#/$defs/factSet" }] } },
                "actions": { "type": "array", "maxItems": 6, "items": { "$ref": "#/$defs/openUrl" } }
              }
            }
          },
          "type": "object", "required": ["type", "attachments"], "additionalProperties": false,
          "properties": {
            "type": { "const": "message" },
            "attachments": {
              "type": "array", "minItems": 1, "maxItems": 1,
              "items": { "type": "object", "required": ["contentType", "content"], "additionalProperties": false, "properties": { "contentType": { "const": "application/vnd.microsoft.card.adaptive" }, "content": { "$ref": "#/$defs/card" } } }
            }
          }
        }
        """), Most: 28 * 1024);

    /// <summary>The stateful endpoint of the Apprise API.</summary>
    public static Demands OfApprise { get; } = new("/notify/newsroom", StatusCodes.Status200OK, "Notification(s) sent.", Read(
        """
        {
          "type": "object", "required": ["body"], "additionalProperties": false,
          "properties": {
            "body": { "type": "string", "minLength": 1 }, "title": { "type": "string" }, "type": { "enum": ["info", "success", "warning", "failure"] }, "format": { "enum": ["text", "markdown", "html"] }, "tag": { "type": "string" }
          }
        }
        """));

    /// <summary>Media types that it reads.</summary>
    public string Types { get; init; } = "application/json(; charset=utf-8)?";

    /// <summary>What it looks at besides the body.</summary>
    public Func<HookRequest, string?> Also { get; init; } = _ => null;

    public (int Status, string? Fault) Judge(HookRequest request)
    {
        if (request.Path != Path)
        {
            return (StatusCodes.Status404NotFound, $"there is nothing at {request.Path}");
        }
        if (!Regex.IsMatch(request.Headers.GetValueOrDefault("content-type", ""), $"^{Types}$"))
        {
            return (StatusCodes.Status415UnsupportedMediaType, $"its type is {request.Headers.GetValueOrDefault("content-type")}");
        }
        if (request.Body.Length > Most)
        {
            return (StatusCodes.Status413PayloadTooLarge, $"it has {request.Body.Length} bytes");
        }
        using var body = JsonDocument.Parse(request.Body);
        var result = Schema.Evaluate(body.RootElement, new() { OutputFormat = OutputFormat.List });
        var faults = (result.Details ?? []).Where(detail => detail.Errors is not null).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}").DefaultIfEmpty("it is not valid");
        return !result.IsValid ? (StatusCodes.Status400BadRequest, string.Join("; ", faults)) : Also(request) is { } fault ? (StatusCodes.Status401Unauthorized, fault) : (Status, null);
    }

    /// <summary>As a receiver reckons it, by the specification and not by our code.</summary>
    private static string? Signed(HookRequest request)
    {
        string Header(string name) => request.Headers.GetValueOrDefault(name, "");
        var signed = $"{Header("webhook-id")}.{Header("webhook-timestamp")}.{request.Text}";
        var expected = $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(HookReceiver.Secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)))}";
        return Header("webhook-id").Length > 0 && long.TryParse(Header("webhook-timestamp"), out _) && Header("webhook-signature").Split(' ').Contains(expected) ? null : "it is not signed as it ought to be";
    }

    private static JsonSchema Read(string schema) => JsonSchema.FromText(schema);
}
