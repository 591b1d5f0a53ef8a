package metatextgrad.cli.prompts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.GateContest;
import org.jspecify.annotations.Nullable;

/**
 * Where a version is on the way from its run to the users. Pure.
 *
 * @param since UTC; null if the log has it no more
 * @param reason why, in one line; empty if nothing has happened
 */
record VersionStage(Name name, @Nullable String since, String reason) {
    /** The stages. */
    enum Name {
        CHAMPION("champion"),
        CANARY("canary"),
        FORMER("former champion, keeps a share"),
        EARLIER("former champion, serves no traffic"),
        CONTESTED("in its contest"),
        WAITING("waits for a share of the traffic"),
        REPLACED("waited for a share, a newer version took its place"),
        NOT_PASSED("did not pass the gate"),
        TAKEN_BACK("served a share, was taken back"),
        UNSERVED("never served");

        private final String text;

        Name(String text) {
            this.text = text;
        }
    }

    static VersionStage of(PromptVersion version, PromptsServed table, VersionRecords records) {
        VersionId id = version.id();
        if (table.champion().equals(id))
            return new VersionStage(Name.CHAMPION, championSince(id, table, records), why(table));
        if (table.serving() instanceof Serving.Shared other && other.version().equals(id))
            return new VersionStage(
                    other instanceof Serving.Canary ? Name.CANARY : Name.FORMER,
                    time(other.since()),
                    why(table));
        Stamped<PromptsServed> end = end(id, records);
        if (table.earlier().contains(id)) return of(Name.EARLIER, end);
        GateContest contest = records.contest(id);
        if (contest != null && isBeforeServing(contest, end)) return of(contest, records);
        if (end != null) return of(Name.TAKEN_BACK, end);
        return contest == null ? new VersionStage(Name.UNSERVED, null, "") : of(contest, records);
    }

    private static VersionStage of(Name name, @Nullable Stamped<PromptsServed> end) {
        return end == null
                ? new VersionStage(name, null, "")
                : new VersionStage(
                        name, time(Instant.ofEpochMilli(end.millis())), why(end.event()));
    }

    /** A version that was taken back may win a contest later. */
    private static boolean isBeforeServing(
            GateContest contest, @Nullable Stamped<PromptsServed> end) {
        return switch (contest.stage()) {
            case OPEN, PASSED -> true;
            case SERVING, PROMOTED -> false;
            case WORSE, UNDECIDED, GUARDED, FAILED -> end == null;
        };
    }

    private static VersionStage of(GateContest contest, VersionRecords records) {
        Name name =
                switch (contest.stage()) {
                    case OPEN -> Name.CONTESTED;
                    case PASSED -> records.waits(contest) ? Name.WAITING : Name.REPLACED;
                    case SERVING, PROMOTED -> Name.TAKEN_BACK;
                    case WORSE, UNDECIDED, FAILED ->
                            hasPassed(contest) ? Name.TAKEN_BACK : Name.NOT_PASSED;
                    case GUARDED -> Name.NOT_PASSED;
                };
        return new VersionStage(
                name,
                contest.at().equals(Instant.EPOCH) ? null : time(contest.at()),
                contest.reason());
    }

    private static boolean hasPassed(GateContest contest) {
        return contest.evidence() >= 1 / contest.level();
    }

    /** Returns the time from which on each known table has this champion. */
    private static @Nullable String championSince(
            VersionId id, PromptsServed table, VersionRecords records) {
        Stamped<PromptsServed> first = null;
        boolean complete = table.serial().number() == 1;
        for (Stamped<PromptsServed> one : records.tables()) {
            boolean champion = one.event().champion().equals(id);
            if (!champion) {
                first = null;
                complete = true;
            } else if (first == null) {
                first = one;
                complete |= one.event().serial().number() == 1;
            }
        }
        return first == null || !complete ? null : time(Instant.ofEpochMilli(first.millis()));
    }

    /** Returns the first table after the last one under which the version served; null if none. */
    private static @Nullable Stamped<PromptsServed> end(VersionId id, VersionRecords records) {
        List<Stamped<PromptsServed>> tables = records.tables();
        for (int i = tables.size() - 2; i >= 0; i--)
            if (serves(tables.get(i).event(), id)) return tables.get(i + 1);
        return null;
    }

    private static boolean serves(PromptsServed table, VersionId id) {
        return table.shares().stream().anyMatch(share -> share.version().equals(id));
    }

    private static String why(PromptsServed table) {
        return table.by().isEmpty() ? table.why() : table.why() + ", by " + table.by();
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String text() {
        return name.text
                + (since == null ? "" : " since " + since)
                + (reason.isEmpty() ? "" : ": " + reason);
    }
}
