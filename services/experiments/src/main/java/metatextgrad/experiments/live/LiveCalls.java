package metatextgrad.experiments.live;

import java.util.List;
import metatextgrad.experiments.CallPrices;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.local.LocalAnswers;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;

/** Answers the requests of a study, and counts what they cost. Not thread-safe. */
final class LiveCalls {
    private final LocalAnswers answers;
    private final CallPrices prices;
    private CallsByRole billed = CallsByRole.NOTHING;

    LiveCalls(LanguageModel model, Project project) {
        answers = new LocalAnswers(model);
        prices = CallPrices.of(project, Prices.NONE);
    }

    List<LlmResponse> answer(LlmRequest request) {
        long before = answers.billed();
        LlmResponse response = answers.answer(request);
        if (answers.billed() > before) billed = billed.plus(CallsByRole.one(request.role()));
        return List.of(response);
    }

    long total() {
        return answers.billed();
    }

    /** Returns the list price of all calls so far, estimated. */
    double dollars() {
        return prices.dollars(billed);
    }
}
