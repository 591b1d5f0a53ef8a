package metatextgrad.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.evaluator.Finding;
import metatextgrad.intake.IntakeKeys.Due;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;
import metatextgrad.model.state.OpenAnswer;
import metatextgrad.model.state.OpenFeedback;
import metatextgrad.model.state.TaskDue;
import org.jspecify.annotations.Nullable;

/**
 * Judges each served answer once, at a fixed age: by the right answer if it is known by then, else
 * by feedback. A judgement at the time of the feedback would favour answers that users judge
 * quickly.
 */
record Judgements(DecisionBuilder decision, IntakeKeys keys, Project project, TrafficTasks tasks) {
    void keep(AnswerGiven given) {
        TaskId id = given.task();
        decision.put(keys.answer(id), new OpenAnswer(given, null, null));
        if (!given.group().isEmpty()) decision.put(keys.answerOfGroup(given), new TaskDue(id));
        due().add(Due.ANSWER, due(given), id);
        join(id, given.served());
    }

    void keep(FeedbackGiven given) {
        TaskId id = given.task();
        decision.put(keys.feedback(id), new OpenFeedback(given, false));
        due().add(Due.OPINION, given.at().plus(evidence().within()), id);
        join(id, given.at());
    }

    /** When an answer is judged. */
    Instant due(AnswerGiven given) {
        return given.served().plus(evidence().after());
    }

    /**
     * Scores the answer to a task by what is known. What comes when it is due counts no more: it
     * would count in quiet hours only, in which no other event ends the wait.
     *
     * @param at time of what has come
     */
    void join(TaskId id, Instant at) {
        OpenAnswer open = decision.get(keys.answer(id));
        if (open == null) return;
        OpenFeedback feedback = decision.get(keys.feedback(id));
        if (feedback != null) joined(id);
        Instant due = due(open.answer());
        if (!at.isBefore(due)) return;
        String output = open.answer().output();
        TaskSubmitted right = tasks.right(id);
        if (evidence().truth() && open.truth() == null && right != null)
            open = open.byTruth(score(right, output));
        if (feedback != null && feedback.feedback().at().isBefore(due))
            open = open.byOpinion(opinion(feedback.feedback(), output));
        decision.put(keys.answer(id), open);
    }

    /** Notes that the feedback on a task has found it. */
    void joined(TaskId id) {
        OpenFeedback known = decision.get(keys.feedback(id));
        if (known != null)
            decision.put(keys.feedback(id), new OpenFeedback(known.feedback(), true));
    }

    /** Judges the answers that are old enough, and drops what came to nothing. */
    void advance(Instant now) {
        for (TaskId id : due().take(Due.LEFT_OUT, now)) tasks.dropLeftOut(id);
        for (TaskId id : due().take(Due.ANSWER, now)) {
            OpenAnswer open = decision.get(keys.answer(id));
            if (open == null) continue;
            drop(open);
            judge(open);
        }
        for (TaskId id : due().take(Due.OPINION, now)) {
            OpenFeedback feedback = decision.get(keys.feedback(id));
            boolean lost = feedback != null ? !feedback.joined() : decision.has(keys.label(id));
            if (lost) decision.put(keys.traffic(), traffic().oneUnjoined());
            decision.delete(keys.feedback(id));
            decision.delete(keys.label(id));
        }
    }

    /** Drops the answers to a group that are not judged yet. */
    void forget(String group) {
        for (TaskDue answered : decision.all(keys.answersOfGroup(group))) {
            OpenAnswer open = decision.get(keys.answer(answered.task()));
            if (open != null) drop(open);
        }
    }

    private void drop(OpenAnswer open) {
        decision.delete(keys.answer(open.answer().task()));
        if (!open.answer().group().isEmpty()) decision.delete(keys.answerOfGroup(open.answer()));
    }

    private void judge(OpenAnswer open) {
        if (open.truth() != null) emit(open.answer(), open.truth(), Evidence.TRUTH);
        else if (open.opinion() != null) emit(open.answer(), open.opinion(), Evidence.FEEDBACK);
        else {
            switch (evidence().missing()) {
                case IGNORE -> {}
                case GOOD -> emit(open.answer(), 1, Evidence.FEEDBACK);
                case BAD -> emit(open.answer(), 0, Evidence.FEEDBACK);
            }
        }
    }

    private void emit(AnswerGiven given, double score, Evidence by) {
        if (by == Evidence.FEEDBACK && !evidence().feedback()) return;
        decision.emit(
                new TaskJudged(
                        given.project(),
                        given.task(),
                        given.group(),
                        given.version(),
                        given.serial(),
                        given.probability(),
                        given.served(),
                        score,
                        by));
        decision.put(keys.traffic(), traffic().oneJudged());
    }

    private @Nullable Double opinion(FeedbackGiven feedback, String output) {
        if (feedback.score() != null) return feedback.score();
        TaskSubmitted task = tasks.any(feedback.task());
        return task == null
                ? null
                : score(task.withTarget(requireNonNull(feedback.target())), output);
    }

    /** Null if only a model could score it. */
    private @Nullable Double score(TaskSubmitted task, String output) {
        LoopSettings loop = project.loop();
        Finding finding = Evaluators.of(loop.evaluator()).evaluate(task, output, loop.reading());
        return finding instanceof Finding.Scored scored && scored.score().counts()
                ? (Double) scored.score().value()
                : null;
    }

    private TrafficCount traffic() {
        return requireNonNull(decision.get(keys.traffic()));
    }

    private AdaptSettings.Evidence evidence() {
        return requireNonNull(project.adapt()).evidence();
    }

    private DueQueue due() {
        return new DueQueue(decision, keys);
    }
}
