package metatextgrad.cli.projects;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one group, as far as the topics still have them. Feedback and labels name a task
 * only, and may come before it, so the inbox is read twice. Texts of other groups are not kept. Not
 * thread-safe.
 */
final class GroupTexts {
    private final ProjectId project;
    private final String group;
    private final Set<TaskId> tasks = new HashSet<>();
    private final Set<String> texts = new LinkedHashSet<>();
    private final Map<VersionId, Set<String>> answers = new LinkedHashMap<>();

    private GroupTexts(ProjectId project, String group) {
        this.project = project;
        this.group = group;
    }

    static GroupTexts of(Cluster cluster, ProjectId project, String group) {
        GroupTexts found = new GroupTexts(project, group);
        cluster.each(Topics.INTAKE_INBOX, Event.class, one -> found.note(one.event()));
        if (found.tasks.isEmpty()) return found;
        cluster.each(Topics.INTAKE_INBOX, Event.class, one -> found.keep(one.event()));
        cluster.each(Topics.TASK_COMMANDS, TaskLabelled.class, one -> found.keep(one.event()));
        return found;
    }

    private void note(Event event) {
        if (!event.key().equals(project.value())) return;
        switch (event) {
            case TaskArrived arrived -> note(arrived.task().group(), arrived.task().id());
            case TaskSubmitted task -> note(task.group(), task.id());
            case AnswerGiven answer -> note(answer.group(), answer.task());
            default -> {}
        }
    }

    private void note(@Nullable String of, TaskId task) {
        if (group.equals(of)) tasks.add(task);
    }

    private void keep(Event event) {
        if (!event.key().equals(project.value())) return;
        switch (event) {
            case TaskArrived arrived -> keep(arrived.task());
            case TaskSubmitted task -> keep(task.id(), Arrays.asList(task.input(), task.target()));
            case FeedbackGiven given ->
                    keep(given.task(), Arrays.asList(given.comment(), given.target()));
            case TaskLabelled label -> keep(label.task(), List.of(label.target()));
            case AnswerGiven answer -> {
                if (tasks.contains(answer.task()))
                    answers.computeIfAbsent(answer.version(), none -> new LinkedHashSet<>())
                            .add(answer.output());
            }
            default -> {}
        }
    }

    private void keep(TaskId task, List<@Nullable String> of) {
        if (!tasks.contains(task)) return;
        for (String text : of) if (text != null) texts.add(text);
    }

    /** Returns the texts of its tasks, right answers and feedback. */
    Set<String> texts() {
        return texts;
    }

    /** Returns what applications answered to its tasks, by the version that served. */
    Map<VersionId, Set<String>> answers() {
        return answers;
    }
}
