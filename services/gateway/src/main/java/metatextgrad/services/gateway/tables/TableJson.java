package metatextgrad.services.gateway.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import metatextgrad.json.Ids;
import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import org.jspecify.annotations.Nullable;

/** Reads serving tables as {@code docs/connect.md} states them. Pure. */
final class TableJson {
    private static final JsonMapper JSON = new JsonMapper();

    private TableJson() {}

    /**
     * Reads a table. Unknown fields are ignored.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    static ServedTable read(String json) {
        JsonNode table = tree(json);
        JsonNode versions = table.path("versions");
        if (!table.path("serial").isIntegralNumber() || versions.isEmpty())
            throw new IllegalArgumentException("the table has no `serial` or no `versions`");
        JsonNode second = versions.path(1);
        double share = second.path("share").asDouble(0);
        if (!(share >= 0 && share < 1))
            throw new IllegalArgumentException("a version has no `share` from 0 to 1");
        Map<String, ServedVersion> labelled = new HashMap<>();
        for (JsonNode one : table.path("labelled"))
            labelled.put(one.path("version").asText(), version(one));
        Map<String, ServedVersion> labels = new HashMap<>();
        table.path("labels")
                .properties()
                .forEach(
                        label -> {
                            ServedVersion named = labelled.get(label.getValue().asText());
                            if (named != null) labels.put(label.getKey(), named);
                        });
        ServedVersion champion = version(versions.path(0));
        return new ServedTable(
                new ProjectId(Ids.check("project", table.path("project").asText())),
                new Serial(table.path("serial").asLong()),
                champion,
                second.isMissingNode() ? null : version(second),
                share,
                labels,
                champion.text() != null ? champion : fallback(table.path("fallback")),
                json);
    }

    /** Returns one version of a table as JSON. */
    static String write(ServedTable table, String label, ServedVersion version) {
        ObjectNode json = JSON.createObjectNode();
        json.put("project", table.project().value());
        json.put("serial", table.serial().number());
        json.put("label", label);
        json.put("version", version.id().value());
        json.put("text", version.text());
        Program program = version.program();
        json.set("program", program == null ? json.nullNode() : tree(Json.write(program)));
        return json.toString();
    }

    private static @Nullable ServedVersion fallback(JsonNode version) {
        return version.path("text").isTextual() ? version(version) : null;
    }

    private static ServedVersion version(JsonNode version) {
        String id = version.path("version").asText();
        if (id.isBlank()) throw new IllegalArgumentException("a version has no `version`");
        String text = version.path("text").isTextual() ? version.path("text").asText() : null;
        return new ServedVersion(new VersionId(id), text, program(version.path("program")));
    }

    private static @Nullable Program program(JsonNode program) {
        if (!program.isObject()) return null;
        try {
            return ProgramJson.read(program.toString());
        } catch (IllegalArgumentException e) {
            return null; // of a newer release; its text serves if it has one
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("the table is not JSON", e);
        }
    }
}
