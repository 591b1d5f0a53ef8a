package metatextgrad.cli.projects;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.TrafficCounts;
import metatextgrad.cli.projects.AuditView.Drawn;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixNotice;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** The audit of a project, from the topics. Each reader draws the same tasks. */
final class AuditCatalog {
    private final Cluster cluster;
    private final ProjectId project;
    private final Duration wait;
    private final List<TaskCommand> commands;
    private final @Nullable AuditSet audit;
    private final MixCompared mix;

    /**
     * Reads the last audit of a project.
     *
     * @param project one that adapts
     */
    AuditCatalog(Cluster cluster, Project project) {
        this.cluster = cluster;
        this.project = project.id();
        wait = requireNonNull(project.adapt()).evidence().within();
        commands =
                cluster.all(
                        Topics.TASK_COMMANDS,
                        TaskCommand.class,
                        one -> one.project().equals(this.project));
        AuditSet last = null;
        for (TaskCommand command : commands) if (command instanceof AuditSet one) last = one;
        audit = last;
        mix = TrafficCounts.mix(cluster, this.project);
    }

    private boolean draws(TaskArrived arrived) {
        TaskId id = arrived.task().id();
        return (audit != null && audit.draws(id, arrived.at())) || mix.draws(id, arrived.at());
    }

    private List<TaskArrived> waiting(Predicate<TaskArrived> wanted) {
        UnlabelledTasks tasks = new UnlabelledTasks(wait, wanted);
        cluster.each(
                Topics.INTAKE_INBOX,
                TaskArrived.class,
                one -> {
                    if (one.event().task().project().equals(project)) tasks.add(one.event());
                });
        commands.forEach(tasks::handle);
        return tasks.tasks();
    }

    /**
     * Whether an audit drew a task, so that its label is a right answer.
     *
     * @throws EnvironmentProblem if the task does not wait for a label
     */
    boolean draws(TaskId task) {
        List<TaskArrived> found = waiting(one -> one.task().id().equals(task));
        if (found.isEmpty())
            throw Exit.NOT_FOUND.problem(
                    "no task %s of project %s waits for its right answer: it has one, it has not arrived, or `truth.wait` has passed; mtg tasks audit %s lists tasks that wait",
                    task, project, project);
        return draws(found.getFirst());
    }

    /**
     * Returns the tasks that wait for a label.
     *
     * @throws EnvironmentProblem if there is no audit
     */
    AuditView view() {
        MixNotice notice = mix.last();
        if (audit == null && notice == null)
            throw Exit.NOT_FOUND.problem(
                    "project %s has no audit: start one with mtg tasks audit %s --rate 1%%",
                    project, project);
        List<Drawn> drawn =
                waiting(this::draws).stream()
                        .map(one -> new Drawn(one.task().id().value(), one.task().input()))
                        .toList();
        return new AuditView(
                project.value(),
                audit == null ? 0 : audit.rate(),
                notice == null ? "" : notice.sample(),
                drawn);
    }
}
