import { ButtonLink } from "../_ui/button-link";
import { Notice } from "../_ui/notice";

export default function NotFound() {
  return (
    <Notice
      title="There is nothing here"
      actions={
        <ButtonLink look="primary" href="/">
          Go to today
        </ButtonLink>
      }
    >
      <p>The address is wrong, or what stood here was merged into something else or removed.</p>
    </Notice>
  );
}
