package metatextgrad.experiments;

import java.util.List;
import metatextgrad.llm.LanguageModel;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalRun;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TrialStart;

/**
 * Executes runs in memory, with the deciders of the services. All runs of a seed share one cache of
 * answers.
 */
public final class LocalExperimentEnvironment implements ExperimentEnvironment {
    private final LocalAnswers answers;
    private final List<TaskSubmitted> tasks;

    public LocalExperimentEnvironment(LanguageModel model, List<TaskSubmitted> tasks) {
        this.answers = new LocalAnswers(model);
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public RunTrace run(RunRequested request) {
        RunTrace trace = new RunTrace();
        new LocalRun(answers).run(request, tasks, trace);
        return trace;
    }

    @Override
    public RunTrace trial(TrialStart start) {
        RunTrace trace = new RunTrace();
        new LocalRun(answers).play(start, tasks, trace);
        return trace;
    }
}
