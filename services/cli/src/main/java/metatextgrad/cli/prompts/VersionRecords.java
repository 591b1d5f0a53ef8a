package metatextgrad.cli.prompts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ContestCatalog;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.cluster.ServingCatalog;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.live.GateContest;
import metatextgrad.topics.Topics;
import metatextgrad.view.TimedTable;
import metatextgrad.view.VersionHistory;
import org.jspecify.annotations.Nullable;

/**
 * What the topics still have about the versions of a project.
 *
 * @param contests the last record of each, by number: permanent
 * @param tables serving tables with their times, by serial: earlier ones until they are compacted
 * @param commands of operators, until their retention ends
 * @param scores of the contests, until their retention ends
 */
record VersionRecords(
        List<GateContest> contests,
        List<TimedTable> tables,
        List<RolloutCommand> commands,
        List<ScoreAggregated> scores) {
    static VersionRecords of(Cluster cluster, ProjectId project) {
        List<GateContest> contests = ContestCatalog.of(cluster, project);
        return new VersionRecords(
                contests,
                ServingCatalog.of(cluster, project),
                cluster.all(
                        Topics.ROLLOUT_COMMANDS,
                        RolloutCommand.class,
                        command -> command.project().equals(project)),
                scores(cluster, contests));
    }

    private static List<ScoreAggregated> scores(Cluster cluster, List<GateContest> contests) {
        Set<String> runs =
                contests.stream()
                        .map(GateContest::run)
                        .map(RunId::value)
                        .collect(Collectors.toSet());
        List<ScoreAggregated> scores = new ArrayList<>();
        try (EventReader reader = cluster.reader(List.of(Topics.SCORES))) {
            for (Stamped<Event> one : reader.last(runs::contains, any -> false))
                if (one.event() instanceof ScoreAggregated score) scores.add(score);
        }
        return scores;
    }

    /** Returns what decides about the stage of a version. */
    VersionHistory history() {
        return new VersionHistory(contests, tables);
    }

    /** Returns the table with the serial after that of a command; null if it is not there. */
    @Nullable PromptsServed after(RolloutCommand command) {
        return tables.stream()
                .map(TimedTable::table)
                .filter(table -> table.serial().equals(command.seen().next()))
                .findFirst()
                .orElse(null);
    }
}
