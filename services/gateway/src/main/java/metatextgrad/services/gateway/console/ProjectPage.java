package metatextgrad.services.gateway.console;

import java.util.Comparator;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.services.gateway.views.ContestRow;
import metatextgrad.services.gateway.views.ProjectRow;
import metatextgrad.services.gateway.views.PromotionRow;
import metatextgrad.services.gateway.views.ReadModels;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;
import metatextgrad.services.gateway.views.RunRow;
import metatextgrad.services.gateway.views.VersionRow;

/** A project: the lineage of its versions, contests, runs and changes, each the newest first. */
public record ProjectPage(
        ProjectRow row,
        SpendBar spend,
        List<VersionRow> versions,
        List<ContestRow> contests,
        List<RunRow> runs,
        List<PromotionRow> promotions) {
    private static final int MOST = 100;

    static ProjectPage of(ConsoleCall call, ProjectDefined defined) {
        ReadModels models = call.models();
        ProjectId id = defined.project().id();
        return new ProjectPage(
                ProjectRow.of(models, defined),
                SpendBar.of(models.spent(id), models.limits(id).whole()),
                newest(models.versions(id)).stream()
                        .map(one -> VersionRow.of(models, one))
                        .toList(),
                newest(models.contests(id)).stream().map(ContestRow::of).toList(),
                models.runs().stream()
                        .filter(one -> one.state().request().project().id().equals(id))
                        .sorted(Comparator.comparing(TimedRun::at).reversed())
                        .limit(MOST)
                        .map(RunRow::of)
                        .toList(),
                newest(models.tables(id)).stream().map(PromotionRow::of).toList());
    }

    private static <T> List<T> newest(List<T> all) {
        return all.reversed().stream().limit(MOST).toList();
    }
}
