package metatextgrad.cli.prompts;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import metatextgrad.candidate.ChatTemplates;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ConnectionOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.PromptFormatConverter;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.OutputFile;
import metatextgrad.json.export.PromptFormat;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.serving.VersionLabels;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a prompt as JSON that another framework loads. */
@Command(
        name = "export",
        description = "Writes a prompt as JSON that LangChain, DSPy or a client of OpenAI loads.")
final class PromptsExportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Name of the project.")
    private String project = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            description = "Its id or first letters, or a label (default: ${DEFAULT-VALUE}).")
    private String version = VersionLabels.PRODUCTION;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FRAMEWORK",
            converter = PromptFormatConverter.class,
            description = "The framework that loads it: ${COMPLETION-CANDIDATES}.")
    private PromptFormat to = PromptFormat.OPENAI;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "File to write (default: standard output).")
    private @Nullable Path file;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        PromptVersion found;
        try (Cluster cluster = connection.connect()) {
            ProjectsCommand.defined(cluster, id);
            PromptCatalog known = PromptCatalog.of(cluster);
            known.table(id);
            found = known.named(id, version);
        }
        String json = json(found, to);
        OutputFile.write(file, json);
        if (file != null)
            System.err.printf(
                    "version %s of project %s is written to %s for %s%n", found.id(), id, file, to);
        return Exit.OK.code();
    }

    /**
     * Returns the JSON of a version.
     *
     * @throws EnvironmentProblem if the framework cannot express it
     */
    static String json(PromptVersion version, PromptFormat to) {
        try {
            return to.write(ChatTemplates.of(version.program()));
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "version %s cannot be exported to %s: %s", version.id(), to, e.getMessage());
        }
    }
}
