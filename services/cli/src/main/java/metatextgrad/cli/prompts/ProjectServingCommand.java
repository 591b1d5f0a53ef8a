package metatextgrad.cli.prompts;

import metatextgrad.cli.input.Inputs;
import metatextgrad.model.ProjectId;
import picocli.CommandLine.Parameters;

/** The base of commands that name the project whose serving table they change. */
abstract class ProjectServingCommand extends ServingCommand {
    @Parameters(index = "0", paramLabel = "PROJECT", description = "Name of the project.")
    private String project = "";

    @Override
    final ProjectId project(PromptCatalog known) {
        return new ProjectId(Inputs.id("PROJECT", project));
    }
}
