package metatextgrad.cli.text;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Text;

/** Formats costs. Pure. */
public final class CostText {
    private CostText() {}

    /** Returns one line: requests by role, then tokens. */
    public static String text(Cost cost) {
        if (cost.roles().isEmpty()) return "no requests";
        List<String> roles = new ArrayList<>();
        cost.roles().forEach((role, spent) -> roles.add(spent.requests() + " " + Text.lower(role)));
        Cost.Spent total = cost.total();
        return "%d requests (%s), %s input tokens, %s output tokens"
                .formatted(
                        total.requests(),
                        String.join(", ", roles),
                        Texts.count(total.inputTokens(), total.estimated()),
                        Texts.count(total.outputTokens(), total.estimated()));
    }
}
