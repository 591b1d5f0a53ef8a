package metatextgrad.cli.runs;

import metatextgrad.cli.text.HoldReasonFormatter;
import metatextgrad.model.Text;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;

/** Which run it is, on what, and its status: the first line of a run, and its first JSON keys. */
record RunHead(String run, String project, String set, long seed, String status) {
    /** The status of a run that no service has begun. */
    static final String REQUESTED = "requested";

    static final String NOT_STARTED = "not started yet";

    static RunHead of(RunState state) {
        return of(state.request(), status(state));
    }

    static RunHead of(RunRequested request, String status) {
        return new RunHead(
                request.id().value(),
                request.project().id().value(),
                request.snapshot().set(),
                request.seed(),
                status);
    }

    static String line(RunState state) {
        String phase = phase(state);
        String reason =
                switch (state.status()) {
                    case FINISHED -> "";
                    case BLOCKED -> HoldReasonFormatter.of(state);
                    case RUNNING, PAUSED, FAILED, CANCELLED -> state.reason();
                };
        boolean both = !phase.isEmpty() && !reason.isEmpty();
        return of(state).line(phase + (both ? ": " : "") + reason);
    }

    /** Returns the first line of a run that no service has begun. */
    static String requested(RunRequested request) {
        return of(request, REQUESTED).line(NOT_STARTED);
    }

    static String status(RunState state) {
        return state.status() == RunState.Status.BLOCKED ? "blocked" : Text.lower(state.status());
    }

    /** Returns the phase of the run; empty once it has ended, since the status shows the same. */
    static String phase(RunState state) {
        return state.status().open() ? state.phase() : "";
    }

    private String line(String more) {
        return "%s  %s  project %s, set %s, seed %d  %s"
                .formatted(run, status, project, set, seed, more)
                .stripTrailing();
    }
}
