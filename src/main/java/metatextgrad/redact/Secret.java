package metatextgrad.redact;

/** A kind of text that is hidden, and the mark that stands in its place. */
public enum Secret {
    KEY("[key]"),
    CARD("[card]"),
    E_MAIL("[e-mail]"),
    PHONE("[phone]");

    private final String mark;

    Secret(String mark) {
        this.mark = mark;
    }

    public String mark() {
        return mark;
    }
}
