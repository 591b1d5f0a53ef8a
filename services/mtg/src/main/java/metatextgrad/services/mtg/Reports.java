package metatextgrad.services.mtg;

import metatextgrad.experiment.Experiment;

/** An experiment in the form asked for. */
final class Reports {
    private Reports() {}

    static String of(Study study, Experiment experiment, ExperimentRunCommand.Form form) {
        return switch (form) {
            case table -> String.join("\n", ExperimentText.of(study, experiment, Grid.PLAIN));
            case md -> String.join("\n", ExperimentText.of(study, experiment, Grid.MARKDOWN));
            case json -> ExperimentJson.of(study, experiment);
        };
    }
}
