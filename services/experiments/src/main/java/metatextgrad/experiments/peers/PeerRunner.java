package metatextgrad.experiments.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.experiments.PeerJob;
import metatextgrad.experiments.PeerStudy;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.process.Ports;
import metatextgrad.simulator.http.JdkHttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Does jobs of other optimizers in several processes against one model server.
 *
 * @param models the base URL of the model server
 * @param key of the model server; null if it needs none
 * @param calls the model calls after which a job ends
 * @param distinct whether a request that equals an earlier one to the task model is answered from
 *     that one, and not counted
 */
public record PeerRunner(
        PeerScript script,
        Project project,
        List<TaskSubmitted> tasks,
        URI models,
        @Nullable String key,
        long calls,
        boolean distinct,
        int processes,
        Consumer<String> progress)
        implements PeerStudy.Peers {
    private static final InetSocketAddress ANY_PORT = Ports.address(0);

    public PeerRunner {
        tasks = List.copyOf(tasks);
    }

    /**
     * Checks that the peers can improve this project.
     *
     * @throws PeersUnavailable if not
     */
    public static void check(Project project) throws PeersUnavailable {
        for (String problem :
                Stream.of(AnswerScorer.problem(project), PeerFiles.problem(project)).toList()) {
            if (problem != null) throw new PeersUnavailable(problem);
        }
    }

    @Override
    public List<SearchPath> measure(List<PeerJob> jobs) throws InterruptedException {
        Path folder = null;
        try (JdkHttpServer scorer =
                JdkHttpServer.start(ANY_PORT, new AnswerScorer(project, tasks))) {
            folder = Files.createTempDirectory("mtg-peers");
            PeerFiles files = new PeerFiles(project, tasks);
            List<Path> studies =
                    files.write(folder, models, scorer.baseUrl(), calls, distinct, divided(jobs));
            return run(files, studies, jobs.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (folder != null) delete(folder);
        }
    }

    /** Jobs of one kind take equally long, so each process gets some of every kind. */
    private List<List<PeerJob>> divided(List<PeerJob> jobs) {
        return IntStream.range(0, Math.min(processes, jobs.size()))
                .mapToObj(
                        part ->
                                IntStream.range(0, jobs.size())
                                        .filter(i -> i % processes == part)
                                        .mapToObj(jobs::get)
                                        .toList())
                .toList();
    }

    private List<SearchPath> run(PeerFiles files, List<Path> studies, int jobs)
            throws InterruptedException {
        List<SearchPath> paths = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService pool = Executors.newFixedThreadPool(studies.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (Path study : studies)
                running.add(
                        pool.submit(
                                () -> {
                                    script.measure(
                                            study,
                                            key,
                                            line -> {
                                                paths.add(files.read(line));
                                                progress.accept(
                                                        "%d of %d runs of peers"
                                                                .formatted(paths.size(), jobs));
                                            });
                                    return null;
                                }));
            try {
                for (Future<?> one : running) one.get();
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                pool.shutdownNow();
                throw e;
            }
        }
        return List.copyOf(paths);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
