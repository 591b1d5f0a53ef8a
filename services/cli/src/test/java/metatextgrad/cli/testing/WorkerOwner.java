package metatextgrad.cli.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.services.worker.WorkerReports;
import metatextgrad.services.worker.WorkerStatus;

/**
 * A worker to be stopped or killed. It prints a line per call sent; no call ends before its input.
 */
public final class WorkerOwner {
    private WorkerOwner() {}

    /** Writes the addresses of broker and topics for the process that starts next. */
    public static Path configure(Path folder, String kafka, String prefix) throws IOException {
        Files.write(folder.resolve("worker"), List.of(kafka, prefix));
        return folder;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> reported = Files.readAllLines(Path.of(args[0], "worker"));
        CountDownLatch inputEnded = new CountDownLatch(1);
        LanguageModel slow =
                (model, messages, seed) -> {
                    System.out.println("called");
                    try {
                        inputEnded.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Reply.Answered("late", Usage.NONE, "owner");
                };
        new LlmWorker(
                        WorkerBench.settings(reported.get(0), reported.get(1), "owner"),
                        slow,
                        new WorkerMeters(new SimpleMeterRegistry()),
                        new Ends())
                .start();
        System.in.transferTo(OutputStream.nullOutputStream());
        inputEnded.countDown();
        Thread.currentThread().join();
    }

    /** A worker that fails takes its process with it. */
    static final class Ends implements WorkerReports {
        @Override
        public void status(WorkerStatus status) {
            if (!(status instanceof WorkerStatus.Failed failed)) return;
            System.err.println(failed.reason());
            Runtime.getRuntime().halt(failed.exit());
        }

        @Override
        public void deadLetters(List<DeadLetter> letters) {}
    }
}
