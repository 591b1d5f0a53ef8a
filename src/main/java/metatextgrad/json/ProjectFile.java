package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import metatextgrad.model.Phase;
import metatextgrad.model.project.Project;

/**
 * Reads {@code project.yaml}. Its form, its defaults and what every key means stand in {@code
 * schema/project.schema.json}; examples are {@code schema/project.example.yaml} and {@code
 * examples/plan-and-solve.yaml}.
 */
public final class ProjectFile {
    private static final SchemaCheck SCHEMA = new SchemaCheck("/schema/project.schema.json");

    /** Every key of a project; {@code control} is for experiments, which have no file. */
    static final Set<String> KEYS = keys();

    private ProjectFile() {}

    /**
     * The project of this file.
     *
     * @param unstated a phase of this strategy where the file says nothing else
     * @param rules what else must hold, such as known names of evaluators and strategies and a
     *     sound program: this package knows neither; says one line per problem
     * @throws InvalidFile with everything that is wrong
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

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>(Set.of("control"));
        SCHEMA.properties().fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
