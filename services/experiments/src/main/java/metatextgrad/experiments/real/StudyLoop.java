package metatextgrad.experiments.real;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import metatextgrad.experiments.record.RecordedModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalLoop;
import metatextgrad.model.event.Event;

/**
 * Executes runs and evaluations in memory. All requests that are waiting are sent at once, as many
 * as the server computes side by side. The result depends on the replies alone.
 */
final class StudyLoop {
    private final RecordedModel model;
    private final LocalAnswers answers;
    private final int atOnce;

    StudyLoop(RecordedModel model, int atOnce) {
        this.model = model;
        this.answers = new LocalAnswers(model);
        this.atOnce = atOnce;
    }

    /**
     * Plays these events until no more events follow.
     *
     * @param answered which requests are sent; others are never answered
     * @param watcher receives every event
     */
    void play(List<? extends Event> begin, Predicate<LlmRequest> answered, Consumer<Event> watcher)
            throws InterruptedException {
        List<LlmRequest> waiting = new ArrayList<>();
        LocalLoop loop =
                new LocalLoop(
                        request -> {
                            if (answered.test(request)) waiting.add(request);
                            return List.of();
                        });
        begin.forEach(watcher);
        List<? extends Event> next = begin;
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            while (!next.isEmpty()) {
                loop.play(next, watcher);
                send(waiting, threads);
                List<LlmResponse> responses = waiting.stream().map(answers::answer).toList();
                waiting.clear();
                responses.forEach(watcher);
                next = responses;
            }
        }
    }

    /** The replies are recorded, so that the answers in order find all of them. */
    private void send(List<LlmRequest> waiting, ExecutorService threads)
            throws InterruptedException {
        Map<String, LlmRequest> calls = new LinkedHashMap<>();
        for (LlmRequest request : waiting) calls.putIfAbsent(request.callKey().value(), request);
        List<Future<?>> sent = new ArrayList<>();
        for (LlmRequest one : calls.values())
            sent.add(
                    threads.submit(
                            () ->
                                    model.ask(
                                            one.model(),
                                            one.messages(),
                                            one.seed(),
                                            one.format())));
        try {
            for (Future<?> one : sent) one.get();
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            throw e;
        }
    }
}
