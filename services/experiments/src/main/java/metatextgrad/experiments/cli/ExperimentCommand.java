package metatextgrad.experiments.cli;

import metatextgrad.cli.ModuleCommand;
import picocli.CommandLine.Command;

/** Experiments that measure whether the meta level helps, with controls. */
@Command(
        name = "experiment",
        description = "Compares metaTextGrad with baselines and controls.",
        subcommands = {
            ExperimentRunCommand.class,
            ExperimentOracleCommand.class,
            ExperimentTransferCommand.class,
            ExperimentAmortisedCommand.class,
            ExperimentFloorCommand.class,
            ExperimentCoverageCommand.class,
            ExperimentGateCommand.class,
            ExperimentDriftCommand.class,
            ExperimentLiveCommand.class,
            ExperimentPeersCommand.class,
            ExperimentRealCommand.class
        })
public final class ExperimentCommand implements ModuleCommand {}
