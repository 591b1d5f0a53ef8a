package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Lane;
import metatextgrad.model.RunRequest;

/** What a run does now, in one line for people. */
final class Progress {
    private Progress() {}

    static String of(RunRequest request, List<Lane> lanes) {
        List<String> parts = new ArrayList<>();
        for (Lane lane : lanes) {
            String name = RunStep.base(request, lane.optimizer()).name();
            String round =
                    name + " round " + lane.round() + " of " + request.project().promptRounds();
            parts.add(
                    switch (lane.doing()) {
                        case Lane.Doing.Trying trying ->
                                lane.round() == 0
                                        ? "trying " + name + " as given"
                                        : "trying " + round;
                        case Lane.Doing.Drawing drawing -> "drawing an example for " + round;
                        case Lane.Doing.Asking asking -> "asking for a description, " + round;
                        case Lane.Doing.Done done -> name + " done";
                    });
        }
        return String.join("; ", parts);
    }
}
