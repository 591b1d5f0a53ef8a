package metatextgrad.services.mtg;

import java.util.Locale;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;

/** The first line about a run: which one it is, on what, and how it stands. Pure. */
final class RunHead {
    private RunHead() {}

    static String of(RunState run) {
        String what = what(run);
        String reason =
                switch (run.status()) {
                    case FINISHED -> "";
                    case HELD -> HoldText.of(run.blocked());
                    case RUNNING, PAUSED, FAILED, CANCELLED -> run.reason();
                };
        String more = what.isEmpty() || reason.isEmpty() ? what + reason : what + ": " + reason;
        return line(run.request(), status(run), more);
    }

    /** Of a run that no service has begun. */
    static String requested(RunRequest request) {
        return line(request, "requested", "not begun yet");
    }

    static String status(RunState run) {
        return run.status().name().toLowerCase(Locale.ROOT);
    }

    /** What the run does; of one that is over the status says that already. */
    static String what(RunState run) {
        return run.status().open() ? run.phase() : "";
    }

    private static String line(RunRequest request, String status, String more) {
        return "%s  %s  project %s, set %s, seed %d  %s"
                .formatted(
                        request.id(),
                        status,
                        request.project().id(),
                        request.snapshot().set(),
                        request.seed(),
                        more)
                .stripTrailing();
    }
}
