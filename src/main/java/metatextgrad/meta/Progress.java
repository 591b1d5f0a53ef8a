package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.event.RunRequest;
import metatextgrad.model.state.Composition;
import metatextgrad.model.state.Lane;

/** Describes a run's current activity in one line for people. */
final class Progress {
    private Progress() {}

    static String of(RunRequest request, List<Lane> lanes) {
        List<String> parts = new ArrayList<>();
        for (Lane lane : lanes) {
            if (lane.optimizer() >= request.project().optimizers().size()) {
                parts.add(offered(lane));
                continue;
            }
            String name = RunStep.base(request, lane.optimizer()).name();
            String round =
                    name
                            + " round "
                            + lane.round()
                            + " of "
                            + request.project().meta().promptRounds();
            parts.add(
                    switch (lane.doing()) {
                        case Lane.Doing.Trying trying ->
                                lane.round() == 0
                                        ? "trying " + name + " as given"
                                        : "trying " + round;
                        case Lane.Doing.Drawing drawing -> "drawing an example for " + round;
                        case Lane.Doing.Asking asking ->
                                asking.attempt() == 0
                                        ? "asking for a description, " + round
                                        : "asking again for a description, "
                                                + round
                                                + ": "
                                                + asking.complaint();
                        case Lane.Doing.Done done -> name + " done";
                    });
        }
        return String.join("; ", parts);
    }

    private static String offered(Lane lane) {
        return lane.doing() instanceof Lane.Doing.Trying trying
                ? "trying " + trying.spec().name() + ", which was submitted"
                : requireNonNull(lane.base()).spec().name() + " done";
    }

    static String of(RunRequest request, Composition composition) {
        String round =
                "round "
                        + composition.round()
                        + " of "
                        + request.project().meta().structureRounds();
        return switch (composition.doing()) {
            case Composition.Doing.Asking asking ->
                    asking.attempt() == 0
                            ? "asking for a structure, " + round
                            : "asking to fix a structure, " + round;
            case Composition.Doing.Trying trying ->
                    "trying structure " + trying.spec().name() + ", " + round;
            case Composition.Doing.Done done -> "structures done";
        };
    }
}
