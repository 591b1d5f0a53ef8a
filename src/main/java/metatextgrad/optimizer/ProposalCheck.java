package metatextgrad.optimizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.candidate.FrozenTexts;
import metatextgrad.candidate.Quotes;
import metatextgrad.model.Aspect;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.TextGuard;
import metatextgrad.redact.TargetMask;
import metatextgrad.strategy.Proposal;
import metatextgrad.strategy.StepContext;

/**
 * What a proposed program drops although it is frozen, and what it copies from the batch that its
 * writer has seen. Pure.
 *
 * @param parent the program that it rewrites; its texts are no copies
 * @param structure whether nodes may change: then a frozen piece may move to another node
 * @param read the tasks of the batch, and what the program's calls got and answered
 * @param hidden finds right answers of the batch if targets are private
 */
record ProposalCheck(
        TextGuard guard, Program parent, boolean structure, List<String> read, TargetMask hidden) {
    private static final String NAMES_TARGET = "it names a right answer, and targets are private";

    /**
     * A reason to use a text no further.
     *
     * @param reason in one line, for the record; it quotes no task
     * @param hint the same for the writer of the text, who has seen the tasks
     * @param copied whether the text copies from a task
     */
    record Problem(String reason, String hint, boolean copied) {
        Problem(String reason) {
            this(reason, reason, false);
        }
    }

    /** A check of public targets. */
    ProposalCheck(TextGuard guard, Program parent, boolean structure, List<String> read) {
        this(guard, parent, structure, read, TargetMask.NONE);
    }

    ProposalCheck {
        read = List.copyOf(read);
    }

    static ProposalCheck of(LoopSettings settings, StepContext context, List<TaskBatch> batches) {
        TextGuard guard = settings.guard();
        TargetMask hidden =
                TargetMask.of(
                        settings,
                        batches.stream().flatMap(batch -> batch.tasks().stream()).toList());
        Program parent = context.program();
        boolean structure = context.phase().aspect() == Aspect.STRUCTURE;
        List<String> read = new ArrayList<>();
        if (guard.known() == null) return new ProposalCheck(guard, parent, structure, read, hidden);
        for (TaskBatch batch : batches)
            for (TaskSubmitted task : batch.tasks()) {
                read.add(task.input());
                if (task.target() != null) read.add(task.target());
            }
        for (GradientComputed item : context.items()) {
            item.gradients().forEach(one -> Collections.addAll(read, one.input(), one.output()));
            item.demonstrations()
                    .forEach(one -> Collections.addAll(read, one.input(), one.output()));
        }
        return new ProposalCheck(guard, parent, structure, read, hidden);
    }

    /** Returns the problems of a program by node; at most one of each. */
    Map<String, Problem> of(Program proposed) {
        Map<String, Problem> problems = new TreeMap<>();
        for (Node node : parent.nodes())
            if (node instanceof Node.LlmCall call)
                guard.frozen().stream()
                        .filter(text -> drops(call, text, proposed))
                        .findFirst()
                        .ifPresent(text -> problems.put(call.id(), drops(text)));
        for (Node node : proposed.nodes())
            if (namesTarget(node))
                problems.putIfAbsent(
                        node.id(),
                        new Problem(
                                NAMES_TARGET, NAMES_TARGET + ": describe its form instead", false));
        List<String> quotable = guard.known();
        if (quotable == null) return problems;
        List<String> known = new ArrayList<>(quotable);
        known.addAll(Quotes.texts(parent));
        for (Node node : proposed.nodes())
            Quotes.first(node, read, known)
                    .ifPresent(passage -> problems.putIfAbsent(node.id(), copies(passage)));
        return problems;
    }

    /**
     * Returns the problems by the subject of the question whose reply must change. If no question
     * is about the node of a problem, the replies to all of them must.
     */
    Map<String, Problem> of(Program proposed, List<Proposal.Question> questions) {
        Map<String, Problem> problems = of(proposed);
        if (problems.isEmpty()) return problems;
        List<String> subjects = questions.stream().map(Proposal.Question::about).toList();
        Map<String, Problem> bySubject = new TreeMap<>(problems);
        bySubject.keySet().retainAll(subjects);
        if (bySubject.size() == problems.size()) return bySubject;
        Problem first = problems.values().iterator().next();
        subjects.forEach(about -> bySubject.putIfAbsent(about, first));
        return bySubject;
    }

    /**
     * A frozen node keeps its whole prompt. A piece of another one can move with a new structure.
     */
    private boolean drops(Node.LlmCall before, String text, Program proposed) {
        String prompt = before.prompt().value();
        if (!prompt.contains(text)) return false;
        boolean whole = !before.prompt().trainable() && prompt.equals(text);
        if (structure && !whole) return !FrozenTexts.hasPiece(proposed, text);
        return proposed.calls()
                .filter(call -> call.id().equals(before.id()))
                .noneMatch(
                        call ->
                                whole
                                        ? call.prompt().equals(before.prompt())
                                        : call.prompt().value().contains(text));
    }

    /** Right answers that the texts of the parent name are known to its author. */
    private boolean namesTarget(Node proposed) {
        return Quotes.texts(proposed).stream()
                .filter(text -> !Quotes.texts(parent).contains(text))
                .anyMatch(text -> hidden.names(text, Quotes.texts(parent)));
    }

    private static Problem drops(String text) {
        return new Problem(
                "it drops or changes a text that must stay word for word: `%s`"
                        .formatted(text.replaceAll("\\s+", " ")));
    }

    private static Problem copies(String passage) {
        return new Problem(
                Quotes.REASON,
                "%s or from an answer to it: `%s`; describe what tasks have in common in your own words instead"
                        .formatted(Quotes.REASON, passage),
                true);
    }
}
