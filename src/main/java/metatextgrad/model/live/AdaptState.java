package metatextgrad.model.live;

import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * The chain of runs of a project: one per window.
 *
 * @param project as the last command defined it
 * @param on whether a further run starts
 * @param window number of the window that it waits for or works on, from 1
 * @param run on this window; null while it waits
 * @param base the program from which this run started, or the next one will
 * @param last what the last run brought, in one line; empty before the first one
 * @param contest the last contest of optimizers; null before the first one
 */
public record AdaptState(
        Project project,
        boolean on,
        int window,
        @Nullable RunId run,
        Program base,
        String last,
        @Nullable OptimizerContest contest,
        Serial serial)
        implements Event {
    private static final String RUN = "adapt-";
    private static final String RESCORE = "@drift-";

    /** Returns the run of a window. */
    public static RunId run(ProjectId project, int window) {
        return new RunId("%s%s-%06d".formatted(RUN, project, window));
    }

    /** The run that scores versions again after a drop of scores belongs to no window either. */
    public static RunId rescore(ProjectId project, int window) {
        return new RunId("%s%s-%06d".formatted(RESCORE, project, window));
    }

    /** Returns the state under another definition of the project. */
    public AdaptState as(Project defined, boolean started) {
        return new AdaptState(defined, started, window, run, base, last, contest, serial);
    }

    /** Returns the state in this window. */
    public AdaptState in(int number, @Nullable RunId of) {
        return new AdaptState(project, on, number, of, base, last, contest, serial);
    }

    /** Returns the state with another program to start from. */
    public AdaptState from(Program program, String brought) {
        return new AdaptState(project, on, window, run, program, brought, contest, serial);
    }

    /** Returns the state with this contest of optimizers. */
    public AdaptState with(OptimizerContest next) {
        return new AdaptState(project, on, window, run, base, last, next, serial);
    }

    /** Returns the same state as record with this number. */
    public AdaptState numbered(Serial next) {
        return new AdaptState(project, on, window, run, base, last, contest, next);
    }

    @Override
    public String key() {
        return project.id().value();
    }
}
