package metatextgrad.rollout;

import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskJudged;
import metatextgrad.model.VersionId;

/** Under which keys the rows of one project lie. */
record RolloutKeys(ProjectId project) {
    String table() {
        return project + "|table";
    }

    String version(VersionId version) {
        return project + "|version|" + version;
    }

    String contest() {
        return project + "|contest";
    }

    /** One row per unit that has counted in the contest there is. */
    String units() {
        return project + "|unit|";
    }

    String unit(TaskJudged judged) {
        return units() + judged.unit();
    }

    /** What somebody did to a serving table that was not heard of yet, or to a version. */
    String commands() {
        return project + "|command|";
    }

    String command(Serial seen) {
        return commands() + number(seen.number());
    }

    /** Judged under a serving table that was not heard of yet, in the order of coming. */
    String early() {
        return project + "|early|";
    }

    String early(Serial serial) {
        return early() + number(serial.number()) + "|";
    }

    String early(Serial serial, int place) {
        return early(serial) + number(place);
    }

    private static String number(long number) {
        return "%019d".formatted(number);
    }
}
