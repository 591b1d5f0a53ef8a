package metatextgrad.services.mtg;

import picocli.CommandLine.Command;

/** Experiments: whether the meta level helps, with the controls that would show it does not. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        description = "Compares metaTextGrad with baselines and controls.",
        subcommands = {ExperimentRunCommand.class, ExperimentTransferCommand.class})
final class ExperimentCommand {}
