package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import metatextgrad.model.Phase;
import metatextgrad.model.project.Project;

/**
 * Reads {@code project.yaml}. {@code schema/project.schema.json} defines its keys, their meaning
 * and their defaults; examples are {@code schema/project.example.yaml} and {@code
 * examples/plan-and-solve.yaml}.
 */
public final class ProjectFile {
    private static final SchemaCheck SCHEMA = new SchemaCheck("/schema/project.schema.json");

    /** All keys of a project; {@code control} is for experiments, which have no file. */
    static final Set<String> KEYS = keys();

    private ProjectFile() {}

    /**
     * Returns the project of this file.
     *
     * @param unstated a phase of this strategy where the file states nothing else
     * @param rules further checks that need other packages, such as known evaluators and strategies
     *     and a sound program; returns one line per problem
     * @throws InvalidFile with all problems
     */
    public static Project read(
            String yaml, Function<String, Phase> unstated, Function<Project, List<String>> rules) {
        ObjectNode file = SCHEMA.require(YamlText.tree(yaml));
        Project project =
                InvalidFile.unless(
                        () ->
                                ProjectJson.read(
                                        ProjectTree.of(file, SCHEMA.properties(), unstated)));
        InvalidFile.requireNone(rules.apply(project));
        return project;
    }

    /** Returns a file that defines this project, with all defaults. */
    public static ObjectNode of(Project project) {
        return ProjectTree.file(Json.tree(project));
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of("control"));
        SCHEMA.properties().fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
