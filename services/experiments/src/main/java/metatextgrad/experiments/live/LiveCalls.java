package metatextgrad.experiments.live;

import java.util.List;
import metatextgrad.experiments.CallPrices;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.local.LocalAnswers;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.RunId;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/** Answers the requests of a study, and counts what they cost. Not thread-safe. */
final class LiveCalls {
    private final LocalAnswers answers;
    private final CallPrices prices;
    private CallsByRole billed = CallsByRole.NOTHING;
    private @Nullable RunId run;
    private long ofRun;

    LiveCalls(LanguageModel model, Project project) {
        answers = new LocalAnswers(model);
        prices = CallPrices.of(project, Prices.NONE);
    }

    List<LlmResponse> answer(LlmRequest request) {
        if (request.run().equals(run)) ofRun++;
        long before = answers.billed();
        LlmResponse response = answers.answer(request);
        if (answers.billed() > before) billed = billed.plus(CallsByRole.one(request.role()));
        return List.of(response);
    }

    /** From now on counts the requests of this run apart. */
    void begin(RunId id) {
        run = id;
        ofRun = 0;
    }

    /** Returns the requests of the run that began last. */
    long ofRun() {
        return ofRun;
    }

    long total() {
        return answers.billed();
    }

    /** Returns the list price of all calls so far, estimated. */
    double dollars() {
        return prices.dollars(billed);
    }
}
