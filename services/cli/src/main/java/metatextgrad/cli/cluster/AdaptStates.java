package metatextgrad.cli.cluster;

import metatextgrad.model.ProjectId;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** The states of projects that adapt. */
public final class AdaptStates {
    private AdaptStates() {}

    /**
     * Returns the state of a project.
     *
     * @throws EnvironmentProblem if it does not adapt
     */
    public static AdaptState require(Cluster cluster, Project project) {
        AdaptState state = find(cluster, project.id());
        if (state != null) return state;
        throw Exit.NOT_FOUND.problem(
                "project %s does not adapt to its traffic%s",
                project.id(),
                project.adapt() == null
                        ? ": it has no `adapt` in its file"
                        : ": start it with mtg adapt start " + project.id());
    }

    /** Returns the state of a project; null if it does not adapt. */
    public static @Nullable AdaptState find(Cluster cluster, ProjectId project) {
        return cluster.latest(
                        Topics.ADAPT_STATE, AdaptState.class, AdaptState::key, AdaptState::serial)
                .get(project.value());
    }
}
