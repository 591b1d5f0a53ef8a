package metatextgrad.cli.projects;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.TrafficCounts;
import metatextgrad.cli.projects.AuditView.Drawn;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixNotice;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** The audit of a project, from the topics. Each reader draws the same tasks. */
final class AuditCatalog {
    private AuditCatalog() {}

    /** Returns the last audit of a project; null if there is none. */
    private static @Nullable AuditSet audit(Cluster cluster, ProjectId project) {
        List<AuditSet> all =
                cluster.all(
                        Topics.TASK_COMMANDS, AuditSet.class, one -> one.project().equals(project));
        return all.isEmpty() ? null : all.getLast();
    }

    /** Whether an audit drew a task, so that its label is a right answer. */
    static boolean draws(Cluster cluster, ProjectId project, TaskId task) {
        AuditSet audit = audit(cluster, project);
        if (audit != null && audit.draws(task)) return true;
        MixCompared mix = TrafficCounts.mix(cluster, project);
        return !cluster.all(
                        Topics.INTAKE_INBOX,
                        TaskArrived.class,
                        one ->
                                one.task().project().equals(project)
                                        && one.task().id().equals(task)
                                        && mix.draws(task, one.at()))
                .isEmpty();
    }

    /**
     * Returns the tasks that wait for a label.
     *
     * @throws EnvironmentProblem if there is no audit
     */
    static AuditView view(Cluster cluster, ProjectId project) {
        AuditSet audit = audit(cluster, project);
        MixCompared mix = TrafficCounts.mix(cluster, project);
        MixNotice notice = mix.last();
        if (audit == null && notice == null)
            throw Exit.NOT_FOUND.problem(
                    "project %s has no audit: start one with mtg tasks audit %s --rate 1%%",
                    project, project);
        Map<TaskId, TaskSubmitted> open = new LinkedHashMap<>();
        for (TaskArrived arrived :
                cluster.all(
                        Topics.INTAKE_INBOX,
                        TaskArrived.class,
                        one -> one.task().project().equals(project))) {
            TaskSubmitted task = arrived.task();
            if (task.target() != null) open.remove(task.id());
            else if ((audit != null && audit.draws(task.id()))
                    || mix.draws(task.id(), arrived.at())) open.put(task.id(), task);
        }
        for (TaskCommand command :
                cluster.all(
                        Topics.TASK_COMMANDS,
                        TaskCommand.class,
                        one -> one.project().equals(project))) {
            switch (command) {
                case TaskLabelled label -> open.remove(label.task());
                case GroupForgotten forgotten ->
                        open.values().removeIf(task -> forgotten.group().equals(task.group()));
                case AuditSet other -> {}
            }
        }
        List<Drawn> drawn =
                open.values().stream()
                        .map(
                                task ->
                                        new Drawn(
                                                task.id().value(),
                                                Variable.shortValue(task.input())))
                        .toList();
        return new AuditView(
                project.value(),
                audit == null ? 0 : audit.rate(),
                notice == null ? "" : notice.sample(),
                drawn);
    }
}
