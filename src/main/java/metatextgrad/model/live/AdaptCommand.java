package metatextgrad.model.live;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;

/** The commands that start and stop the adaptation of a project to its traffic. */
public sealed interface AdaptCommand extends Event {
    ProjectId id();

    /** Time of the command. */
    Instant at();

    /** Who sent the command: a claim of the sender, which nothing proves. */
    String by();

    @Override
    default String key() {
        return id().value();
    }

    /**
     * From now on the project adapts, by the rules of its `adapt`. A second one brings another
     * definition: the next window uses it, and a run that has begun keeps its own.
     *
     * @param prices prices of the project's models
     */
    record AdaptStarted(Project project, Prices prices, Instant at, String by)
            implements AdaptCommand {
        public AdaptStarted {
            if (project.adapt() == null)
                throw new IllegalArgumentException("project " + project.id() + " has no `adapt`");
        }

        @Override
        public ProjectId id() {
            return project.id();
        }
    }

    /** No further run starts by itself. A run that has begun ends, and a contest continues. */
    record AdaptStopped(ProjectId project, Instant at, String by) implements AdaptCommand {
        @Override
        public ProjectId id() {
            return project;
        }
    }
}
