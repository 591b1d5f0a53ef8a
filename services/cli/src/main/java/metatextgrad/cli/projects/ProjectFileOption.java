package metatextgrad.cli.projects;

import java.nio.file.Path;
import metatextgrad.cli.input.Inputs;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import picocli.CommandLine.Option;

/** The file of the project that a command is about: a mixin of commands. */
final class ProjectFileOption {
    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The project's YAML file.")
    private Path path = Path.of("");

    Path path() {
        return path;
    }

    /**
     * Returns the project.
     *
     * @throws EnvironmentProblem with all problems of the file, if there are any
     */
    Project project() {
        return Inputs.project(path);
    }
}
