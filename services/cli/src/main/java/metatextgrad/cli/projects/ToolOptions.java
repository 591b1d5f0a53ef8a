package metatextgrad.cli.projects;

import java.nio.file.Path;
import metatextgrad.cli.input.DatasetFormatConverter;
import metatextgrad.cli.input.Inputs;
import metatextgrad.json.TaskSet;
import metatextgrad.json.dataset.DatasetFormat;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tool wrote a file of tasks: a mixin of commands. */
final class ToolOptions {
    @Option(
            names = "--from",
            paramLabel = "TOOL",
            converter = DatasetFormatConverter.class,
            description = "The tool that wrote the file: ${COMPLETION-CANDIDATES}.")
    private @Nullable DatasetFormat from;

    @Option(
            names = "--target-field",
            paramLabel = "NAME",
            description =
                    "With --from promptfoo or dspy: the variable or field with the right answer; the others are the input.")
    private @Nullable String targetField;

    /**
     * @throws EnvironmentProblem if the options do not fit together
     */
    void check() {
        if (targetField == null) return;
        if (from == null || !from.takesTargetField())
            throw Exit.USAGE.problem("--target-field needs --from promptfoo or --from dspy");
        if (targetField.isBlank()) throw Exit.USAGE.problem("--target-field must not be blank");
    }

    /**
     * Returns the tasks of a file. Prints each skipped row of another tool's file, and a summary
     * for our own format.
     *
     * @param live whether the tasks belong to no set, so that no limit of a set applies
     */
    TaskSet tasks(Path file, Project project, boolean live, boolean skipBad) {
        TaskSet read = read(file, project, live, skipBad);
        if (from == null) Inputs.leftOut(read).forEach(System.err::println);
        else read.leftOut().forEach(why -> System.err.println("skipped: " + why));
        return read;
    }

    private TaskSet read(Path file, Project project, boolean live, boolean skipBad) {
        if (live) return Inputs.traffic(file, project, from, targetField, skipBad);
        return from == null
                ? Inputs.tasks(file, project, skipBad)
                : Inputs.tasks(file, project, from, targetField, skipBad);
    }
}
