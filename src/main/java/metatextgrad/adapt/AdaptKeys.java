package metatextgrad.adapt;

import metatextgrad.decide.RowKey;
import metatextgrad.decide.RowPrefix;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Row;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;

/** The keys of one project's rows. */
record AdaptKeys(ProjectId project) {
    RowKey<AdaptState> state() {
        return all().key("state", AdaptState.class);
    }

    /** The last command to start, with its prices. */
    RowKey<AdaptStarted> started() {
        return all().key("started", AdaptStarted.class);
    }

    RowKey<PromptsServed> table() {
        return all().key("table", PromptsServed.class);
    }

    /** The runs that offered something better, by the version they offered. */
    RowKey<ChallengerOffered> offer(VersionId version) {
        return all().key("offer|" + version, ChallengerOffered.class);
    }

    /** The last alarm after which no window has closed yet. */
    RowKey<DriftDetected> drift() {
        return all().key("drift", DriftDetected.class);
    }

    /** The optimizers of past runs, in the order of their verdicts. */
    RowPrefix<OptimizersJudged> judged() {
        return all().prefix("judged", OptimizersJudged.class);
    }

    RowKey<OptimizersJudged> judged(int place) {
        return judged().key("%08d".formatted(place));
    }

    private RowPrefix<Row> all() {
        return new RowPrefix<>(project + "|", Row.class);
    }
}
