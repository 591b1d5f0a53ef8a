package metatextgrad.services.gateway.proxy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import metatextgrad.candidate.ProgramRunner;
import metatextgrad.model.ProjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that a program of several calls could not answer, one line a minute for each project:
 * what answers instead hides it from users. Thread-safe.
 */
final class FailedPrograms {
    private static final Logger LOG = LoggerFactory.getLogger(FailedPrograms.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<ProjectId, Instant> reported = new ConcurrentHashMap<>();

    FailedPrograms(InstantSource clock) {
        this.clock = clock;
    }

    void report(ProjectId project, ProgramRunner.Result.Failed failed) {
        Instant now = clock.instant();
        Instant last =
                reported.merge(
                        project,
                        now,
                        (before, next) -> before.plus(PAUSE).isAfter(next) ? before : next);
        if (last.equals(now))
            LOG.warn(
                    "project {}: call {} of its program has no answer: {}",
                    project,
                    failed.node(),
                    failed.reason());
    }
}
