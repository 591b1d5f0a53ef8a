package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import metatextgrad.model.Phase;
import metatextgrad.model.Project;

/**
 * Reads {@code project.yaml}. Its form, its defaults and what every key means stand in {@code
 * schema/project.schema.json}; examples are {@code schema/project.example.yaml} and {@code
 * examples/plan-and-solve.yaml}.
 */
public final class ProjectFile {
    private static final SchemaCheck SCHEMA = new SchemaCheck("/schema/project.schema.json");

    /** The path of the whole file. */
    private static final String WHOLE = "project";

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

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
        JsonNode file = YamlText.tree(yaml);
        List<String> problems = SCHEMA.problems(file);
        if (!problems.isEmpty()) throw new InvalidFile(problems);
        Project project = project((ObjectNode) file, unstated);
        List<String> more = rules.apply(project);
        if (!more.isEmpty()) throw new InvalidFile(more);
        return project;
    }

    private static Project project(ObjectNode file, Function<String, Phase> unstated) {
        try {
            return ProjectJson.read(JsonFields.of(ProjectTree.of(file, unstated), WHOLE));
        } catch (InvalidField e) {
            throw new InvalidFile(List.of(inFile(e.path()) + ": " + e.problem()));
        } catch (IllegalArgumentException e) {
            throw new InvalidFile(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** The path of a field in the file, given its path in the tree that was made of the file. */
    private static String inFile(String path) {
        if (path.equals(WHOLE)) return path;
        String key =
                path.substring(WHOLE.length() + 1)
                        .replaceFirst("^shares", "split-shares")
                        .replaceFirst("^seed", "program")
                        .replaceFirst("^loop\\.", "");
        return CAPITAL.matcher(key).replaceAll(hit -> "-" + hit.group().toLowerCase(Locale.ROOT));
    }
}
