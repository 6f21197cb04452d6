import { imageSrc } from "@/lib/images/image-src";
import { Icon } from "./icon";

type PictureProps = {
  url: string | null;
  /** Says what is seen; empty where the title stands beside it. */ alt: string;
  className?: string;
  eager?: boolean;
};

/** A product's picture in a frame of a size given by `className`, so that nothing moves when it arrives. */
export function Picture({ url, alt, className = "size-16", eager = false }: PictureProps) {
  const src = imageSrc(url);
  return (
    <div
      className={`flex shrink-0 items-center justify-center overflow-hidden rounded-md bg-sunken ${className}`}
    >
      {src ? (
        // oxlint-disable-next-line nextjs/no-img-element -- pictures pass our own proxy; the optimizer would be a second way out to the web
        <img
          src={src}
          alt={alt}
          loading={eager ? "eager" : "lazy"}
          decoding="async"
          className="size-full object-contain"
        />
      ) : (
        <Icon name="picture" className="size-6 text-muted" />
      )}
    </div>
  );
}
