package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.PromptsServed.PromptsJson;
import org.jspecify.annotations.Nullable;

/** Serving tables with their prompts, as JSON. {@code docs/connect.md} states the form. */
public final class ServingJson {
    private ServingJson() {}

    /**
     * Returns the JSON of a table.
     *
     * @param labels versions by label
     * @param programs returns the program of a version; null if it is not known any more, which
     *     leaves the version without a text
     */
    public static PromptsJson of(
            PromptsServed table,
            SortedMap<String, VersionId> labels,
            Function<VersionId, @Nullable Program> programs) {
        ObjectNode json = Json.object();
        json.put("project", table.project().value());
        json.put("serial", table.serial().number());
        ArrayNode versions = json.putArray("versions");
        for (PromptsServed.Share one : table.shares()) version(versions.addObject(), one, programs);
        ObjectNode names = json.putObject("labels");
        labels.forEach((label, version) -> names.put(label, version.value()));
        ArrayNode labelled = json.putArray("labelled");
        new LinkedHashSet<>(labels.values())
                .forEach(version -> texts(labelled.addObject(), version, programs));
        fallback(json, table, programs);
        json.put("pinned", table.marks().pinned());
        json.put("why", table.why());
        json.put("by", table.by());
        return new PromptsJson(table.project(), table.serial(), Json.write(json));
    }

    /** Adds the last champion of one call, for requests that programs of several cannot serve. */
    private static void fallback(
            ObjectNode json, PromptsServed table, Function<VersionId, @Nullable Program> programs) {
        if (hasOneCall(table.champion(), programs)) return;
        table.earlier().reversed().stream()
                .filter(version -> hasOneCall(version, programs))
                .findFirst()
                .ifPresent(version -> texts(json.putObject("fallback"), version, programs));
    }

    private static boolean hasOneCall(
            VersionId version, Function<VersionId, @Nullable Program> programs) {
        Program program = programs.apply(version);
        return program != null && program.onlyPrompt() != null;
    }

    private static void version(
            ObjectNode json,
            PromptsServed.Share served,
            Function<VersionId, @Nullable Program> programs) {
        texts(json, served.version(), programs);
        json.put("role", served.role()).put("share", served.share());
    }

    private static void texts(
            ObjectNode json, VersionId version, Function<VersionId, @Nullable Program> programs) {
        json.put("version", version.value());
        Program program = programs.apply(version);
        json.put("text", program == null ? null : program.onlyPrompt());
        json.set("program", program == null ? json.nullNode() : Json.tree(program));
    }

    /** Returns the labels of a table. */
    public static SortedMap<String, VersionId> labels(PromptsJson table) {
        SortedMap<String, VersionId> labels = new TreeMap<>();
        Json.objectTree(table.json())
                .path("labels")
                .properties()
                .forEach(one -> labels.put(one.getKey(), new VersionId(one.getValue().asText())));
        return labels;
    }

    /**
     * Reads the JSON of a table.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static PromptsJson read(String json) {
        ObjectNode tree = Json.objectTree(json);
        return new PromptsJson(
                new ProjectId(Ids.check("project", tree.path("project").asText())),
                new Serial(tree.path("serial").asLong()),
                json);
    }
}
