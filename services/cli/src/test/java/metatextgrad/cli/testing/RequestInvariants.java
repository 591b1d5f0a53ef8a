package metatextgrad.cli.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.RequestId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.Spend;

/** One answer and one place per request, one billed answer per call, spending without gaps. */
record RequestInvariants(WrittenRecords written) {
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        answers(broken);
        ledger(broken);
        spending(broken);
        return broken;
    }

    private void answers(List<String> broken) {
        Map<RequestId, LlmRequest> requests = new HashMap<>();
        written.all(LlmRequest.class).forEach(ask -> requests.put(ask.requestId(), ask));
        Map<CallKey, Integer> billed = new HashMap<>();
        Set<RequestId> answered = new java.util.HashSet<>();
        for (LlmResponse answer : written.all(LlmResponse.class)) {
            LlmRequest ask = requests.get(answer.requestId());
            if (!answered.add(answer.requestId()))
                broken.add("two answers to request " + answer.requestId());
            if (ask == null) broken.add("an answer without a request: " + answer.requestId());
            else if (answer.billed() && answer.outcome() == Outcome.OK)
                billed.merge(ask.callKey(), 1, Integer::sum);
        }
        billed.forEach(
                (call, times) -> {
                    if (times > 1) broken.add("billed and recorded " + times + " times: " + call);
                });
        Set<RunId> finished = finished();
        requests.forEach(
                (ask, request) -> {
                    if (finished.contains(request.run()) && !answered.contains(ask))
                        broken.add("no answer to ask " + ask + " of " + request.run());
                });
    }

    private Set<RunId> finished() {
        Set<RunId> finished = new java.util.HashSet<>();
        for (RunState state : written.all(RunState.class))
            if (state.status() == RunState.Status.FINISHED) finished.add(state.request().id());
        return finished;
    }

    /** An answer that has left the log ends its request once more, as expired. */
    private void ledger(List<String> broken) {
        Map<RequestId, Set<String>> places = new HashMap<>();
        for (LedgerEntry row : written.all(LedgerEntry.class)) {
            if (row instanceof LedgerEntry.Done done) place(places, done.first(), done.answer());
            if (row instanceof LedgerEntry.RequestAnswered one && one.outcome() != Outcome.EXPIRED)
                place(places, one.requestId(), one.answer());
        }
        places.forEach(
                (ask, of) -> {
                    if (of.size() > 1) broken.add("the ledger ends ask " + ask + " at " + of);
                });
    }

    private static void place(
            Map<RequestId, Set<String>> places, RequestId ask, AnswerPosition place) {
        places.computeIfAbsent(ask, a -> new TreeSet<>()).add(place.toString());
    }

    private void spending(List<String> broken) {
        long spent = 0;
        Map<Object, List<BudgetSpend>> rows = written.by(BudgetSpend.class, BudgetSpend::key);
        for (List<BudgetSpend> of : rows.values()) {
            for (int i = 0; i < of.size(); i++)
                if (of.get(i).serial().number() != i + 1)
                    broken.add(
                            "spending of %s goes to serial %d after %d rows"
                                    .formatted(of.get(i).key(), of.get(i).serial().number(), i));
            for (int i = 1; i < of.size(); i++)
                if (of.get(i).whole().calls() < of.get(i - 1).whole().calls())
                    broken.add("spending falls: " + of.get(i));
            Spend whole = of.getLast().whole();
            if (of.getLast().ofProject()) spent += whole.calls() + whole.refused();
        }
        WrittenRecords.BilledCalls billed = written.billedCalls();
        if (!rows.isEmpty() && (spent < billed.recorded() || spent > billed.attempts()))
            broken.add("%d calls spent, but %s".formatted(spent, billed));
    }
}
