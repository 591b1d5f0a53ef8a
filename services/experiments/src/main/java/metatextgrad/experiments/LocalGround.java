package metatextgrad.experiments;

import java.util.List;
import metatextgrad.llm.LanguageModel;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalRun;
import metatextgrad.model.event.Evaluation;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPrompt;
import metatextgrad.model.event.RunRequest;
import metatextgrad.model.event.Task;

/**
 * Executes runs in memory, with the deciders of the services. All runs of a seed share one cache of
 * answers.
 */
public final class LocalGround implements Ground {
    private final LocalAnswers answers;
    private final List<Task> tasks;

    public LocalGround(LanguageModel model, List<Task> tasks) {
        this.answers = new LocalAnswers(model);
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public Trace run(RunRequest request) {
        Trace trace = new Trace();
        new LocalRun(answers).run(request, tasks, trace);
        return trace;
    }

    @Override
    public Trace trial(MetaPrompt tried) {
        return played(tried);
    }

    @Override
    public Trace evaluate(Evaluation evaluation) {
        return played(evaluation);
    }

    private Trace played(Event begin) {
        Trace trace = new Trace();
        new LocalRun(answers).play(begin, tasks, trace);
        return trace;
    }
}
