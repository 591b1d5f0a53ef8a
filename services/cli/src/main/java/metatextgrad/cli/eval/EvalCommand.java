package metatextgrad.cli.eval;

import picocli.CommandLine.Command;

/** Compares prompts on tasks, without a run. */
@Command(
        name = "eval",
        description = "Compares the prompt of a project file with the served one.",
        subcommands = EvalRunCommand.class)
public final class EvalCommand {}
