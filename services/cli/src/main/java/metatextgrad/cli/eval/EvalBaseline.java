package metatextgrad.cli.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.input.IdPrefixes;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.prompts.PromptCatalog;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.json.ProgramJson;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/**
 * The prompt that another one is compared with.
 *
 * @param name as the user typed it
 */
record EvalBaseline(String name, Program program) {
    /**
     * Returns the version with this label or id, as the cluster serves it.
     *
     * @throws EnvironmentProblem if there is none
     */
    static EvalBaseline of(Cluster cluster, ProjectId project, String name) {
        ProjectsCommand.defined(cluster, project);
        PromptCatalog known = PromptCatalog.of(cluster);
        known.table(project);
        return new EvalBaseline(name, known.named(project, name).program());
    }

    /**
     * Returns the version with this label or id, in a file that {@code mtg prompts get} or the
     * gateway wrote. Of another project file it is the prompt.
     *
     * @throws EnvironmentProblem if the file has none, or cannot be read
     */
    static EvalBaseline in(Path file, ProjectId project, String name) {
        String text = Inputs.text(file);
        if (!text.stripLeading().startsWith("{"))
            return new EvalBaseline(file.toString(), Inputs.project(file).seed());
        JsonNode tree = ViewJson.parse(text);
        if (!tree.isObject())
            throw Exit.CONFIGURATION.problem(
                    "%s is not JSON: write it with mtg prompts get %s -o json", file, project);
        String of = tree.path("project").asText();
        if (!of.equals(project.value()))
            throw Exit.CONFIGURATION.problem(
                    "%s has the prompts of project `%s`, not of %s", file, of, project);
        Map<String, JsonNode> versions = versions(tree);
        JsonNode found = versions.get(version(file, tree, versions, name));
        if (found == null || !found.path("program").isObject())
            throw Exit.NOT_FOUND.problem(
                    "%s has no text of %s: get the whole table from the gateway (/api/v1/prompts/%s)",
                    file, name, project);
        try {
            return new EvalBaseline(name, ProgramJson.read(found.path("program").toString()));
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "%s: the program of %s: %s", file, name, e.getMessage());
        }
    }

    /** Returns the versions with a text; of a labelled version the file has no list. */
    private static Map<String, JsonNode> versions(JsonNode tree) {
        List<JsonNode> all = new ArrayList<>(List.of(tree));
        tree.path("versions").forEach(all::add);
        tree.path("labelled").forEach(all::add);
        Map<String, JsonNode> versions = new LinkedHashMap<>();
        for (JsonNode one : all)
            if (one.path("version").isTextual())
                versions.putIfAbsent(one.path("version").asText(), one);
        return versions;
    }

    private static String version(
            Path file, JsonNode tree, Map<String, JsonNode> versions, String name) {
        if (name.equals(tree.path("label").asText())) return tree.path("version").asText();
        JsonNode labelled = tree.path("labels").path(name);
        return labelled.isTextual()
                ? labelled.asText()
                : new IdPrefixes(versions.keySet())
                        .named(name, "label or version", file.toString());
    }
}
